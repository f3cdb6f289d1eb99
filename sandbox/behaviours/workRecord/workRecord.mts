import { randomInt } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { apiError, oapiError, oapiOk, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { WorkRecord } from '../../state/types.mts';

const MAX_PER_DAY = 100;

type FormItem = WorkRecord['formItems'][number];

// DingTalk's days are those of China.
function dayOf(nowMs: number): string {
	return new Date(nowMs + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

// Looks like DingTalk's ids: above 2^53, so a client that makes a number of it breaks it.
function newRecordId(n: number): string {
	return `1${randomInt(10 ** 9, 10 ** 10 - 1)}${String(n).padStart(8, '0')}`;
}

function personProblem({ store }: World, { endpoint }: Request, userId: string) {
	const person = store.people.get(userId);
	if (!person) return oapiError(endpoint, 33012);
	return person.visible ? undefined : oapiError(endpoint, 50002);
}

function formItemsOf(list: Array<Record<string, unknown>>): FormItem[] | undefined {
	const items = list.map(({ title, content }) => ({ title, content }));
	const isGood = items.every(
		({ title, content }) =>
			typeof title === 'string' && title !== '' && typeof content === 'string' && content !== '',
	);
	return isGood ? (items as FormItem[]) : undefined;
}

function dailyLimit({ store }: World, { endpoint }: Request, userId: string, items: FormItem[]) {
	const day = `${userId}\n${dayOf(store.now())}`;
	const sameForm = `${day}\n${JSON.stringify(items)}`;
	if (store.dailyRecords.has(sameForm)) return oapiError(endpoint, 854001);
	const today = store.dailyRecords.get(day) ?? 0;
	if (today >= MAX_PER_DAY) return oapiError(endpoint, 854002);
	store.dailyRecords.set(day, today + 1);
	store.dailyRecords.set(sameForm, 1);
	return undefined;
}

/** `POST /topapi/workrecord/add`. */
export const addWorkRecord: Behaviour = (world, request) => {
	const { body, endpoint, app } = request;
	const userId = body.userid as string;
	const originator = body.originator_user_id as string | undefined;
	const refusal: Answer | undefined =
		personProblem(world, request, userId) ??
		(originator ? personProblem(world, request, originator) : undefined);
	if (refusal) return refusal;
	const formItems = formItemsOf(body.formItemList as Array<Record<string, unknown>>);
	if (!formItems) return oapiError(endpoint, 40035, '不合法的参数 formItemList');
	const limited = dailyLimit(world, request, userId, formItems);
	if (limited) return limited;
	const record: WorkRecord = {
		recordId: newRecordId(world.store.nextNumber()),
		bizId: body.biz_id as string | undefined,
		userId,
		title: body.title as string,
		url: body.url as string,
		pcUrl: body.pcUrl as string | undefined,
		formItems,
		originatorUserId: originator,
		sourceName: body.source_name as string | undefined,
		pcOpenType: body.pc_open_type as number | undefined,
		createTime: body.create_time as number,
		status: 'open',
		app: app.clientId,
	};
	world.store.workRecords.push(record);
	world.store.changed();
	return oapiOk({ record_id: record.recordId });
};

function recordsOf({ store }: World, { app }: Request, userId: string): WorkRecord[] {
	return store.workRecords.filter(
		(record) => record.userId === userId && record.app === app.clientId,
	);
}

/** `POST /topapi/workrecord/update`: marks one done, by record id or by biz id. */
export const updateWorkRecord: Behaviour = (world, request) => {
	const { body, endpoint } = request;
	const userId = body.userid as string;
	const refusal = personProblem(world, request, userId);
	if (refusal) return refusal;
	const id = body.record_id as string;
	const record = recordsOf(world, request, userId).find(
		({ recordId, bizId }) => recordId === id || bizId === id,
	);
	// The page lists no error for this: 400002 is [unverified].
	if (!record) return oapiError(endpoint, 400002);
	record.status = 'done';
	world.store.changed();
	return oapiOk({ result: true });
};

/** `POST /topapi/workrecord/getbyuserid`: `forms` here, `formItemList` when adding. */
export const listWorkRecords: Behaviour = (world, request) => {
	const { body } = request;
	const userId = body.userid as string;
	const refusal = personProblem(world, request, userId);
	if (refusal) return refusal;
	const status = body.status === 1 ? 'done' : 'open';
	// Newest first [unverified].
	const all = recordsOf(world, request, userId)
		.filter((record) => record.status === status)
		.sort((a, b) => b.createTime - a.createTime);
	const start = body.offset as number;
	const end = start + (body.limit as number);
	const list = all.slice(start, end).map((record) => ({
		record_id: record.recordId,
		create_time: record.createTime,
		title: record.title,
		url: record.url,
		forms: record.formItems,
	}));
	return oapiOk({ records: { has_more: end < all.length, list } });
};

/** `GET /v1.0/workrecord/counts`. */
export const countWorkRecords: Behaviour = (world, request) => {
	const { userId } = request.query;
	if (!world.store.people.get(userId)?.visible) {
		// The page lists no errors [unverified].
		return apiError(request.endpoint, 'parameter.invalid');
	}
	const open = recordsOf(world, request, userId).filter((record) => record.status === 'open');
	return ok({ undoCount: open.length });
};
