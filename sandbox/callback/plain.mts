import { CORP_ID } from '../state/seed.mts';

/** An event, whatever way it is pushed. */
export interface RaisedEvent {
	eventType: string;
	eventId: string;
	data: Record<string, unknown>;
	/** Sandbox clock, ms. */
	bornAt: number;
}

const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

// By HTTP some families spell their keys in another way.
function httpName(eventType: string, name: string): string {
	if (eventType.startsWith('robot_msg_')) return upperFirst(name);
	const isContact = /^(user|org)_/.test(eventType);
	if (isContact && ['userId', 'deptId', 'timeStamp'].includes(name)) return upperFirst(name);
	if (eventType.startsWith('todo_') && name === 'unionIdList') return upperFirst(name);
	return name;
}

/** What stands in the encrypted body: the keys of Stream, some spelt otherwise, and five more. */
export function plainEvent({ eventType, eventId, data, bornAt }: RaisedEvent) {
	const fields = Object.entries(data).map(([name, value]) => [httpName(eventType, name), value]);
	return {
		EventType: eventType,
		EventTime: bornAt,
		CorpId: CORP_ID,
		BizId: eventId,
		eventId,
		...(Object.fromEntries(fields) as Record<string, unknown>),
	};
}

// Which family uses which name is [unverified]; the three names are documented.
function wrapperOf(eventType: string): string {
	if (eventType.startsWith('bpms_')) return 'bpmsCallBackData';
	return eventType.startsWith('label_') ? 'roleLabelChange' : 'callbackData';
}

/** An entry of get_call_back_failed_result. */
export function failedEntry({ eventType, data, bornAt }: RaisedEvent): Record<string, unknown> {
	return {
		call_back_tag: eventType,
		event_time: bornAt,
		[eventType]: { corpid: CORP_ID, [wrapperOf(eventType)]: data },
	};
}
