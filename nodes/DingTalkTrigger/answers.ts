import type { INode, IRun } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Clock } from '../shared/run/clock';
import { botAnswer, cardAnswer } from '../shared/pushes/answers';
import type { CardAnswer } from '../shared/pushes/card';
import { updateCardLater, whileAsked } from '../shared/pushes/cardUpdate';
import { deliverAnswer } from './deliverAnswer';
import { lacksRunData } from '../shared/pushes/lastItem';
import type { Push } from '../shared/pushes/push';
import type { PushSettings } from '../shared/pushes/settings';
import type { DingTalkApi } from '../shared/transport/api';

export interface AnswerParts {
	node: INode;
	settings: PushSettings;
	api: DingTalkApi;
	clock: Clock;
	/** Records a failed execution. */
	report(error: unknown): void;
}

/** What the sender of a push gets back. */
export interface Answers {
	/**
	 * Answers a bot message in the background. Of a card action, waits for the update as long as DingTalk does,
	 * and returns it; an update that comes later is sent to the card.
	 */
	give(push: Push, run: Promise<IRun | undefined>): Promise<CardAnswer | undefined>;
	/** Of a card action: the update, if it comes as long as DingTalk waits; later it is sent to the card. */
	inTime(push: Push, update: Promise<CardAnswer | undefined>): Promise<CardAnswer | undefined>;
}

/** Answers as the trigger's fields ask for. */
export function createAnswers({ node, settings, api, clock, report }: AnswerParts): Answers {
	let hasToldOfQueue = false;

	/** The run when it ended here; its results, where n8n keeps them elsewhere, are missed once. */
	async function resultOf(run: Promise<IRun | undefined>): Promise<IRun | undefined> {
		const ended = await run.catch(() => undefined);
		if (!ended || !lacksRunData(ended)) return ended;
		if (!hasToldOfQueue) report(queueModeError(node));
		hasToldOfQueue = true;
		return undefined;
	}

	async function answerMessage(push: Push, run: Promise<IRun | undefined>): Promise<void> {
		const body =
			settings.answer === 'text' ? botAnswer(settings) : botAnswer(settings, await resultOf(run));
		if (body) await deliverAnswer({ api, clock, node }, push, body);
	}

	const answerCard = async (push: Push, run: Promise<IRun | undefined>) =>
		await inTime(
			push,
			resultOf(run).then((ended) => (ended ? cardAnswer(ended) : undefined)),
		);

	async function inTime(
		push: Push,
		update: Promise<CardAnswer | undefined>,
	): Promise<CardAnswer | undefined> {
		const first = await whileAsked(clock, update);
		if (first) return first.value;
		inBackground(update.then(async (late) => late && (await updateCardLater(api, push, late))));
		return undefined;
	}

	const inBackground = (work: Promise<unknown>) => void work.catch(report);

	return {
		inTime,
		async give(push, run) {
			if (push.kind === 'message' && settings.answer !== 'none')
				inBackground(answerMessage(push, run));
			if (push.kind === 'cardAction' && settings.cardAnswer === 'lastNode')
				return await answerCard(push, run);
			return undefined;
		},
	};
}

const queueModeError = (node: INode) =>
	new NodeOperationError(node, 'The last node’s output did not come back to the trigger', {
		description:
			"In queue mode n8n keeps what the workflow puts out on the worker, so 'Answer' from the last node works in regular mode only. Set 'Answer' to None, and end the workflow with Message > Send to Reply (for a card: API Request) of the DingTalk node. This is told once",
	});
