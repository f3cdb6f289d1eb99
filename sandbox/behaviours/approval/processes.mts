import { createHash } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import type { ApprovalProcess, FormComponent } from '../../state/types.mts';
import { wireTime } from './shape.mts';

const ICON = 'https://gw.alicdn.com/tfs/sandbox-112-112.png';

const dirIdOf = (dirName: string): string =>
	String(createHash('sha256').update(dirName).digest().readUInt32BE(0));

/** As the schema tells it: options are JSON texts with a key, `label` of a range is one too. */
function wireComponent({ componentName, props, children }: FormComponent): object {
	const { options, ...rest } = props;
	return {
		componentName,
		props: {
			...rest,
			...(options
				? { options: options.map((value, n) => JSON.stringify({ value, key: `option_${n}` })) }
				: {}),
		},
		...(children ? { children: children.map(wireComponent) } : {}),
	};
}

/** `GET …/forms/schemas/processCodes`. */
export const getSchema: Behaviour = ({ store }, { endpoint, query }) => {
	const process = store.approvals.processes.get(query.processCode);
	if (!process) return apiError(endpoint, 'aflowProcessCodeIsError');
	const { processCode, name, description, components, bizType } = process;
	return ok({
		result: {
			creatorUserId: process.creatorUserId,
			appUuid: 'app-sandbox',
			formCode: processCode,
			formUuid: `FORM-${processCode.slice(5)}`,
			name,
			memo: description,
			ownerIdType: 'orgId',
			icon: process.iconName,
			appType: 0,
			engineType: 0,
			status: process.status,
			listOrder: 1,
			procType: 'inner',
			visibleRange: process.visibleTo ? 'PRIVATE' : 'PUBLIC',
			...(bizType ? { bizType } : {}),
			gmtCreate: wireTime(process.modifiedAt),
			gmtModified: wireTime(process.modifiedAt),
			schemaContent: {
				title: name,
				icon: process.iconName,
				items: components.map(wireComponent),
			},
		},
	});
};

function visibleEntry({ processCode, name, dirName }: ApprovalProcess) {
	return {
		name,
		processCode,
		iconUrl: ICON,
		url: `https://aflow.dingtalk.com/dingtalk/mobile/homepage.htm?processCode=${processCode}`,
		dirId: dirIdOf(dirName),
		dirName,
	};
}

/** `GET …/processes/userVisibilities/templates`: the forms a person may start. */
export const listVisible: Behaviour = ({ store }, { endpoint, query }) => {
	const { userId } = query;
	if (userId && !store.people.get(userId)?.visible) return apiError(endpoint, 'invalidParameter');
	const forms = [...store.approvals.processes.values()]
		.filter(({ status }) => status === 'PUBLISHED')
		.filter(({ visibleTo }) => !userId || !visibleTo || visibleTo.includes(userId));
	const start = Number(query.nextToken);
	const end = start + Number(query.maxResults);
	return ok({
		result: {
			processList: forms.slice(start, end).map(visibleEntry),
			...(end < forms.length ? { nextToken: end } : {}),
		},
	});
};

/** `GET …/processes/managements/templates`: those who manage approvals manage all forms. */
export const listManaged: Behaviour = ({ store }, { endpoint, query }): Answer => {
	const person = store.people.get(query.userId);
	if (!person?.visible) return apiError(endpoint, 'userNotExist');
	if (!person.isAdmin) return apiError(endpoint, 'noPermission');
	const result = [...store.approvals.processes.values()].map((process) => ({
		iconName: process.iconName,
		iconUrl: ICON,
		flowTitle: process.name,
		processCode: process.processCode,
		newProcess: true,
		attendanceType: process.attendanceType,
		gmtModified: wireTime(process.modifiedAt),
	}));
	return ok({ result, success: true });
};

/** `GET …/processCentres/schemaNames/processCodes`: a form by its whole name. */
export const findByName: Behaviour = ({ store }, { endpoint, query }) => {
	const process = [...store.approvals.processes.values()].find(({ name }) => name === query.name);
	if (!process) return apiError(endpoint, 'process.error');
	const { processCode, modifiedAt } = process;
	return ok({ result: { processCode, gmtModified: wireTime(modifiedAt) } });
};
