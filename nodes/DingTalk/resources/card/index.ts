import type { Resource } from '../../operation/operation';
import { appendStream } from './appendStream.operation';
import { closeTopBox } from './closeTopBox.operation';
import { create } from './create.operation';
import { deliver } from './deliver.operation';
import { finishStream } from './finishStream.operation';
import { registerCallbackRoute } from './registerCallbackRoute.operation';
import { startStream } from './startStream.operation';
import { stream } from './stream.operation';
import { update } from './update.operation';

/** Interactive cards (互动卡片). */
export const card: Resource = {
	value: 'card',
	name: 'Card',
	operations: [
		create,
		deliver,
		update,
		stream,
		startStream,
		appendStream,
		finishStream,
		closeTopBox,
		registerCallbackRoute,
	],
};
