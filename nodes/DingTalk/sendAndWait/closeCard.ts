import type { IWebhookFunctions } from 'n8n-workflow';

import { nameOfUser } from '../../shared/contacts/users';
import { createApi } from '../../shared/transport/api';
import { closedCard, outcomeOf } from '../../shared/waiting/shown';
import { updateCall } from '../cards/update';
import type { Taken } from './waiting/taken';
import type { Wait } from './waiting/wait';

/**
 * Shows on the card of a question who answered it by a link, and takes its buttons away, for everybody. It happens
 * once n8n has answered the request well: of two answers at once the other one gets an error. Where it fails, or n8n
 * ends meanwhile, the next press closes the card.
 */
export async function closeCardWhenDone(
	context: IWebhookFunctions,
	{ card, timeZone }: Wait,
	{ at, label, by }: Taken,
): Promise<void> {
	if (!card) return;
	const { outTrackId } = card;
	const note = (error: unknown) =>
		context.logger.warn(
			`'${context.getNode().name}': the card was answered by a link, and could not be closed: ${(error as Error).message}`,
		);
	// Read now: later on n8n may have cleared away what it reads credentials with.
	const api = await createApi(context).catch(note);
	if (!api) return;
	const close = async () => {
		const name = by === undefined ? '' : await nameOfUser(api, by);
		const params = closedCard(outcomeOf({ label, at, timeZone }, name));
		await api.request(updateCall({ outTrackId, params, privateParams: {}, isByKey: true }));
	};
	const response = context.getResponseObject();
	response.once('finish', () => {
		if (response.statusCode < 400) void close().catch(note);
	});
}
