import { InputError } from '../../../../shared/errors/inputError';

/**
 * A picked conversation takes one message only: its ID works once.
 *
 * @throws InputError for a message of several parts
 */
export function assertOneMessage(messages: readonly unknown[]): void {
	if (messages.length === 1) return;
	throw new InputError(
		'Message',
		`would be split into ${messages.length} parts, and this conversation ID works for one message only`,
		"Set 'Options > Long Text' to Send as File, or shorten the message",
	);
}
