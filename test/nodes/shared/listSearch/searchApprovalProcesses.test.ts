import { planApi, refusal } from '../../../helpers/calls.mts';
import { BY_UNION_ID, planResult } from '../../../helpers/contacts.mts';
import { appCredential } from '../../../helpers/dingTalk.mts';
import { allPages, callPicker, pickerError } from '../../../helpers/listSearch.mts';

const METHOD = 'searchApprovalProcesses';
const as = (operatorId: string) => ({ credentials: appCredential({ operatorId }) });
const process = (processCode: string, name: string, dirName?: string) => ({
	processCode,
	name,
	...(dirName ? { dirName } : {}),
});

const planVisible = (processList: object[], query: string, nextToken?: number) =>
	planApi(
		`GET /v1.0/workflow/processes/userVisibilities/templates?maxResults=100&${query}`,
		undefined,
		{ result: { processList, ...(nextToken === undefined ? {} : { nextToken }) } },
	);
const planManaged = (result: object[], userId = 'boss') =>
	planApi(`GET /v1.0/workflow/processes/managements/templates?userId=${userId}`, undefined, {
		result,
		success: true,
	});

test("lists what the credential's Operator may start, and marks suites of attendance", async () => {
	planManaged([
		{ processCode: 'PROC-1', attendanceType: 0 },
		{ processCode: 'PROC-2', attendanceType: 1 },
	]);
	planVisible(
		[process('PROC-1', 'Expense', 'Finance'), process('PROC-2', 'Leave'), process('PROC-3', '')],
		'nextToken=0&userId=boss',
	);
	expect(await callPicker(METHOD, as('boss'))).toEqual({
		results: [
			{ name: 'Expense · Finance', value: 'PROC-1' },
			{ name: 'Leave · suite, only started in DingTalk', value: 'PROC-2' },
			{ name: 'PROC-3', value: 'PROC-3' },
		],
	});
});

test('lists all of the organisation where the credential has no Operator', async () => {
	planVisible([process('PROC-1', 'Expense')], 'nextToken=0');
	expect((await callPicker(METHOD)).results).toHaveLength(1);
});

test('marks nothing where the Operator manages no approvals', async () => {
	const address = 'GET /v1.0/workflow/processes/managements/templates?userId=lina';
	planApi(address, undefined, refusal('noPermission'), 400);
	planVisible([process('PROC-2', 'Leave')], 'nextToken=0&userId=lina');
	expect((await callPicker(METHOD, as('lina'))).results).toEqual([
		{ name: 'Leave', value: 'PROC-2' },
	]);
});

test('turns a unionId of the Operator into the userId that the call takes', async () => {
	planResult(BY_UNION_ID, { unionid: 'operatorOfTheCredentialiE' }, { userid: 'boss' });
	planManaged([]);
	planVisible([], 'nextToken=0&userId=boss');
	expect(await callPicker(METHOD, as('operatorOfTheCredentialiE'))).toEqual({ results: [] });
});

test('goes on with the next page, and looks through the pages for a filter', async () => {
	planVisible([process('PROC-1', 'Expense')], 'nextToken=0', 100);
	planVisible([process('PROC-2', 'Leave')], 'nextToken=100');
	const pages = await allPages(METHOD);
	expect(pages.map((page) => page.map(({ value }) => value))).toEqual([['PROC-1'], ['PROC-2']]);
	planVisible([process('PROC-1', 'Expense')], 'nextToken=0', 100);
	planVisible([process('PROC-2', 'Leave')], 'nextToken=100');
	expect((await callPicker(METHOD, { filter: 'LEAVE' })).results).toEqual([
		{ name: 'Leave', value: 'PROC-2' },
	]);
});

test('throws what DingTalk refuses', async () => {
	const address =
		'GET /v1.0/workflow/processes/userVisibilities/templates?maxResults=100&nextToken=0';
	const denied = {
		...refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied'),
		accessdenieddetail: { requiredScopes: ['Workflow.Form.Read'] },
	};
	planApi(address, undefined, denied, 403);
	const { message } = await pickerError(METHOD);
	expect(message).toBe('The app lacks a permission for this call: Workflow.Form.Read');
});

test('says which credential is missing, which the Callback Trigger can do without', async () => {
	const { message } = await pickerError(METHOD, { isBare: true });
	expect(message).toBe("The credential 'DingTalk App API' is missing. Choose it in the node");
});
