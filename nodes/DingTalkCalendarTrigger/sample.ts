import type { INodeExecutionData } from 'n8n-workflow';

import type { WireEvent } from '../shared/calendar/event';
import { momentOf } from '../shared/calendar/moment';
import type { DingTalkApi } from '../shared/transport/api';
import { toItem } from './items';
import type { TriggerSettings } from './settings';
import { readView } from './startingSoon';
import type { CalendarRef } from './readChanges';
import { DAY_MS, MINUTE_MS } from '../shared/run/durations';

const SAMPLE_SIZE = 3;
const SPAN_MS = 30 * DAY_MS;

/** A few events as the trigger would report them, for a test in the editor; nothing is remembered. */
export async function sampleItems(
	api: DingTalkApi,
	calendar: CalendarRef,
	{ kinds, isSimple, timeZone }: TriggerSettings,
	now: number,
): Promise<INodeExecutionData[]> {
	const view = await readView(
		api,
		calendar,
		{ from: now - SPAN_MS, until: now + SPAN_MS },
		timeZone,
	);
	const startOf = (event: WireEvent) => momentOf(event.start, timeZone);
	const [kind] = kinds;
	if (kind === 'startingSoon') {
		return view
			.filter((event) => startOf(event) > now)
			.sort((a, b) => startOf(a) - startOf(b))
			.slice(0, SAMPLE_SIZE)
			.map((event) => {
				const minutes = Math.round((startOf(event) - now) / MINUTE_MS);
				return toItem(kind, event, isSimple, minutes);
			});
	}
	const lastChange = ({ updateTime, createTime }: WireEvent) => String(updateTime ?? createTime);
	const byId = new Map(view.map((event) => [event.id, event]));
	return [...byId.values()]
		.sort((a, b) => lastChange(b).localeCompare(lastChange(a), 'en'))
		.slice(0, SAMPLE_SIZE)
		.map((event) => toItem(kind, event, isSimple));
}
