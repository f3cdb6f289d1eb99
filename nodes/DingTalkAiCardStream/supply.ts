import type { IExecuteFunctions, ISupplyDataFunctions, SupplyData } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { closed } from '../shared/cards/closed';
import { CARD_TEXT, INTERVAL } from '../shared/cards/typingFields';
import { explain } from '../shared/errors/toNodeError';
import { toShownError } from '../shared/errors/shownError';
import { cleanText } from '../shared/messages/clean';
import { adaptMarkdown } from '../shared/messages/markdown/adapt';
import type { ItemReader } from '../shared/params/params';
import { itemReader } from '../shared/params/nodeParameters';
import { systemClock } from '../shared/run/clock';
import { createApi } from '../shared/transport/api';
import { fields, MAX_FRAMES } from './fields';
import type { LiveParts } from './live';
import { createLive } from './live';
import { createTap, tapInto } from './tap';

/** n8n's types leave out what the context of a sub-node has from that of a node. */
type Context = ISupplyDataFunctions & Partial<Pick<IExecuteFunctions, 'getContext'>>;

/**
 * The chat model of the input, whose answers are typed into a card as they come. What DingTalk refuses is no fault of
 * the model: the answer goes on.
 *
 * @throws NodeOperationError for wrong input, and for several items: they would all type into one card
 */
export async function supplyModel(context: Context, itemIndex: number): Promise<SupplyData> {
	assertOneItem(context);
	const form = readForm(context, itemIndex);
	const model = await context.getInputConnectionData(
		NodeConnectionTypes.AiLanguageModel,
		itemIndex,
	);
	const api = await createApi(context);
	let isTold = false;
	const say = (message: string) => {
		if (!isTold) context.logger.warn(`'${context.getNode().name}': ${message}`);
		isTold = true;
	};
	const { outTrackId, key, intervalMs, ...more } = form;
	const kept = context.getContext?.('flow');
	const typist = { api, clock: systemClock, outTrackId, key, intervalMs, kept };
	const onRefused: LiveParts['onRefused'] = (failure) =>
		say(`DingTalk does not take what is typed live: ${explain(failure).message}`);
	const tap = createTap(() => createLive({ typist, onRefused, ...more }));
	if (!tapInto(model, tap)) say('this model cannot be listened to; its answers come whole');
	return { response: model };
}

function readForm(context: ISupplyDataFunctions, itemIndex: number) {
	try {
		return formOf(itemReader(context, fields, itemIndex));
	} catch (error) {
		throw toShownError(context.getNode(), error, itemIndex);
	}
}

function formOf(read: ItemReader) {
	const options = read.group('options');
	const isAdapted = options.flag('adaptMarkdown');
	return {
		outTrackId: read.id('outTrackId'),
		key: read.id('key'),
		intervalMs: options.number('intervalMs', { whole: true, ...INTERVAL }),
		maxFrames: options.number('maxFrames', { whole: true, ...MAX_FRAMES }),
		toShown(text: string) {
			const clean = cleanText(text);
			return closed(isAdapted ? adaptMarkdown(clean) : clean).slice(0, CARD_TEXT.max);
		},
	};
}

function assertOneItem(context: ISupplyDataFunctions): void {
	const { length } = context.getInputData(0, NodeConnectionTypes.Main);
	if (length <= 1) return;
	throw new NodeOperationError(
		context.getNode(),
		`Types one answer into one card, and the agent has ${length} items`,
		{
			description: 'Put the agent into a Loop Over Items, with a card for each item',
		},
	);
}
