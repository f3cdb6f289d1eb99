import { seal, unseal } from '../crypto/sealed';

/**
 * What the button of a card carries, so that a press finds the execution that waits: its address, sealed. The
 * variable of the card, and the parameter of its buttons.
 */
export const TICKET = 'ticket';

/** What the IDs of cards begin with whose buttons decide: a press without its ticket shows a fault of the template. */
export const WAITING_CARD = 'n8n-wait-';

/** The buttons of a card that decides: their action IDs. */
export const BUTTONS = { approve: 'approve', decline: 'decline' } as const;

/** @param outTrackId of the card: the ticket opens with no other */
const sealedFor = (outTrackId: string) => ({
	purpose: 'n8n-nodes-dingtalk-suite card ticket 1',
	binding: [outTrackId],
});

/** The address of a waiting execution, for a card that everybody may read. */
export const sealTicket = (clientSecret: string, outTrackId: string, url: string): string =>
	seal(clientSecret, sealedFor(outTrackId), url);

/** The address again; undefined for what is no ticket, or one of another app or card. */
export const openTicket = (
	clientSecret: string,
	outTrackId: string,
	ticket: string,
): string | undefined => unseal(clientSecret, sealedFor(outTrackId), ticket);
