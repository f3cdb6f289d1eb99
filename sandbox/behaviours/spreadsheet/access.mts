import type { Answer } from '../../contract/answers.mts';
import { apiError } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Sheet, Workbook } from '../../state/spreadsheets.mts';
import { personOfUnion } from '../contacts/unionPeople.mts';

/** What a call works on. */
export interface Opened {
	world: World;
	request: Request;
	workbook: Workbook;
}

/** The same with the sheet that the path names. */
export interface OpenedSheet extends Opened {
	sheet: Sheet;
}

type Right = 'read' | 'write';

/**
 * A call on a workbook, for whoever has the right to it. Which comes first of "still initialising" and a missing right
 * is [unverified].
 */
export const onWorkbook =
	(right: Right, work: (opened: Opened) => Answer): Behaviour =>
	(world, request) => {
		const { store } = world;
		const { endpoint, pathParams, query } = request;
		if (!/^[A-Za-z0-9]{16,64}$/.test(pathParams.workbookId)) {
			return apiError(endpoint, 'invalidRequest.inputArgs.workbookIdIllegal');
		}
		const person = personOfUnion(store, query.operatorId);
		if (!person) return apiError(endpoint, 'invalidRequest.inputArgs.operatorIdIllegal');
		const workbook = store.workbooks.get(pathParams.workbookId);
		if (!workbook) return apiError(endpoint, 'invalidRequest.resource.notFound');
		const isEditor = workbook.editors.includes(person.userId);
		const isAllowed = isEditor || (right === 'read' && workbook.readers.includes(person.userId));
		if (!isAllowed) return apiError(endpoint, 'forbidden.accessDenied');
		if (workbook.readyAt > store.now()) {
			return apiError(endpoint, 'invalidRequest.document.stillInitializing');
		}
		const answer = work({ world, request, workbook });
		if (right === 'write') store.changed();
		return answer;
	};

/** A call on a sheet, which is named by its id or its name. */
export const onSheet = (right: Right, work: (opened: OpenedSheet) => Answer): Behaviour =>
	onWorkbook(right, (opened) => {
		const { workbook, request } = opened;
		const { sheetId } = request.pathParams;
		const sheet =
			workbook.sheets.find(({ id }) => id === sheetId) ??
			workbook.sheets.find(({ name }) => name === sheetId);
		if (!sheet) return apiError(request.endpoint, 'invalidRequest.resource.notFound');
		return work({ ...opened, sheet });
	});

/** Something wrong with what is asked for; the texts are [unverified]. */
export const faulty = ({ endpoint }: Request, message: string): Answer =>
	apiError(endpoint, 'invalidRequest.inputArgs.invalid', { message });
