import type { IDataObject } from 'n8n-workflow';

import { chunksOf } from '../../shared/batches';
import { pages } from '../../shared/paging/pages';
import { tokenPages } from '../../shared/paging/styles';
import { systemClock } from '../../shared/run/clock';
import { DAY_MS, HOUR_MS } from '../../shared/run/durations';
import type { DingTalkApi } from '../../shared/transport/api';

/** Limits of the call, from its page. */
const PAGE_SIZE = 20;
const USERS_PER_CALL = 10;
/** More than these DingTalk gives for no question. */
const MOST_IDS = 10_000;
export const MOST_DAYS_BACK = 365;
/** What one call may span, 120 days, but for an hour by which DingTalk's clock may be ahead. */
export const WINDOW_MS = 120 * DAY_MS - HOUR_MS;

/** Which approvals are asked for. */
export interface InstanceQuery {
	/** Process and statuses. */
	query: IDataObject;
	/** Whose; empty for everybody's. */
	userIds: string[];
	/** Unix ms. */
	from: number;
	/** Unix ms, excluded; undefined for all up to now, by DingTalk's clock. */
	until?: number;
}

interface Window {
	startTime: number;
	/** Included; without it all up to now. */
	endTime?: number;
}

/**
 * The IDs of approvals, newest window first: spans longer than DingTalk takes are walked in windows, people in groups.
 *
 * @param limit most IDs; Infinity for all
 * @throws NodeApiError when DingTalk refuses
 * @see DingTalk docs "获取审批实例ID列表": POST /v1.0/workflow/processes/instanceIds/query
 */
export async function fetchInstanceIds(
	api: DingTalkApi,
	{ query, userIds, from, until }: InstanceQuery,
	limit: number,
): Promise<string[]> {
	const groups = userIds.length > 0 ? chunksOf(userIds, USERS_PER_CALL) : [[]];
	const ids = new Set<string>();
	for (const window of windowsOf(from, until)) {
		for (const group of groups) {
			if (ids.size >= limit) break;
			const body = { ...query, ...(group.length > 0 ? { userIds: group } : {}) };
			const found = await idsIn(api, body, window, limit - ids.size);
			for (const id of found) ids.add(id);
		}
	}
	return [...ids].slice(0, limit);
}

function windowsOf(from: number, until?: number): Window[] {
	const windows: Window[] = [];
	const now = systemClock.now();
	for (let end = until ?? now; end > from; end -= WINDOW_MS) {
		const startTime = Math.max(from, end - WINDOW_MS);
		const isOpen = windows.length === 0 && until === undefined;
		windows.push(isOpen ? { startTime } : { startTime, endTime: end - 1 });
	}
	return windows;
}

/** Where DingTalk has more than it gives at once, each half of the window is asked for. */
async function idsIn(
	api: DingTalkApi,
	body: IDataObject,
	window: Window,
	limit: number,
): Promise<string[]> {
	const ids = await pages<string>(
		tokenPages('nextToken', 0, { maxResults: PAGE_SIZE }),
		async ({ nextToken, maxResults }) =>
			await fetchPage(api, { ...body, ...window, nextToken: Number(nextToken), maxResults }),
		limit,
	);
	const { startTime } = window;
	const endTime = window.endTime ?? systemClock.now();
	if (ids.length < MOST_IDS || ids.length >= limit || endTime <= startTime) return ids;
	const middle = Math.floor((startTime + endTime) / 2);
	const later = await idsIn(api, body, { ...window, startTime: middle + 1 }, limit);
	return [...later, ...(await idsIn(api, body, { startTime, endTime: middle }, limit))];
}

async function fetchPage(api: DingTalkApi, body: IDataObject) {
	const { result } = await api.request<{
		result: { list?: string[]; nextToken?: string | number };
	}>({
		method: 'POST',
		host: 'api',
		path: '/v1.0/workflow/processes/instanceIds/query',
		answer: { result: 'map', 'result.list': 'ids?', 'result.nextToken': 'digits?' },
		body,
		repeatable: true,
	});
	return { items: result.list ?? [], next: result.nextToken };
}
