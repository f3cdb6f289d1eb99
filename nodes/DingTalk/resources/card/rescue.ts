import type { Failure } from '../../../shared/errors/failure';
import { endAsFailed, type Typist } from '../../../shared/cards/type';
import type { ItemContext } from '../../operation/operation';
import { lasting } from './streamFields';

/**
 * Ends a card as failed, whatever became of the execution.
 *
 * @returns whether it left its state
 */
export async function rescue(
	context: ItemContext,
	typist: Typist,
	words: string,
): Promise<boolean> {
	try {
		return await endAsFailed(await lasting(context, typist), words);
	} catch {
		// The failure before is the one to tell of.
		return false;
	}
}

/** The error of a text that could not be typed: the card was taken out of its state, or could not be. */
export async function typingFailed(
	context: ItemContext,
	typist: Typist,
	failure: Failure,
	words: string,
): Promise<Error> {
	const isEnded = await rescue(context, typist, words);
	return context.api.toError(failure, {
		prefix: 'The text could not be typed into the card',
		note: isEnded
			? 'The card says that it failed'
			: `The card may go on saying that it is at work: DingTalk took no last frame either. Check that '${context.read.label('key')}' names a text or markdown variable of the template`,
	});
}

/** What work came to, where something has to be done before its error goes on. */
export async function tried<T>(work: () => Promise<T>): Promise<{ value: T } | { error: Error }> {
	try {
		return { value: await work() };
	} catch (error) {
		return { error: error as Error };
	}
}
