import type { IDataObject } from 'n8n-workflow';

/** What DingTalk sends on its own: somebody writes to the robot, something happened, a card's button is pressed. */
export type PushKind = 'message' | 'event' | 'cardAction';

/** One push, however it came: by Stream or by HTTP. */
export interface Push {
	kind: PushKind;
	/** What stays the same when DingTalk pushes again: `msgId`, `eventId`, else the frame's `messageId`. */
	id: string;
	/** The payload as DingTalk sent it, with JSON inside JSON read. */
	data: IDataObject;
	/** Of events, such as `bpms_instance_change`. */
	eventType?: string;
	corpId?: string;
	/** Unix ms. */
	bornAt?: number;
}
