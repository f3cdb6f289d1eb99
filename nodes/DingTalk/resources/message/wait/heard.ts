import { tokenSourceOf } from '../../../../shared/transport/attach';
import { CREDENTIAL } from '../../../../shared/transport/send';
import { issuedForOf } from '../../../../shared/transport/token';
import { whoHears } from '../../../../shared/waiting/listening';
import type { ItemContext } from '../../../operation/operation';

const CURE =
	"Publish a workflow with a DingTalk Trigger of this app whose 'Trigger On' includes Card Action; the card can be pressed then. Or turn on the option 'Links Too'.";

/**
 * Says so where nobody hears the presses of a card. No error: the card is good as soon as somebody does. With n8n's
 * queue mode executions run where no trigger does, and nothing can be said.
 */
export async function hintIfNobodyHears({ node }: ItemContext): Promise<void> {
	const app = issuedForOf(tokenSourceOf(await node.getCredentials(CREDENTIAL)));
	const heard = whoHears(app);
	// A test run is nearly always in the process that runs the triggers.
	const isCertain = heard === 'nobody';
	if (heard === 'somebody' || (!isCertain && node.getMode() !== 'manual')) return;
	node.addExecutionHints?.({
		type: 'warning',
		location: 'outputPane',
		message: isCertain
			? `Nobody hears the presses of this card: no DingTalk Trigger of this app takes card actions. ${CURE}`
			: `Nobody seems to hear the presses of this card: no DingTalk Trigger runs in this process of n8n. ${CURE}`,
	});
}
