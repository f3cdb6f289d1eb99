import type { INodeProperties } from 'n8n-workflow';
import { sorted } from '../../shared/fields/sorted';
import { optionsField } from '../../shared/fields/collections';

const msgUuid: INodeProperties = {
	displayName: 'Idempotency Key',
	name: 'msgUuid',
	type: 'string',
	default: '',
	description:
		"DingTalk posts only one message per key (msgUuid). Left empty, each message gets a key of its own, which stays the same when n8n's Retry On Fail tries it again. If you set it, use an expression that differs from message to message.",
	placeholder: 'e.g. {{ $json.alertId }}',
};

/** The Options of an operation: its own, and those of all. In alphabetical order of their names. */
export const robotOptions = (...own: INodeProperties[]): INodeProperties =>
	optionsField({
		description: 'Settings that are rarely needed',
		options: sorted([...own, msgUuid]),
	});
