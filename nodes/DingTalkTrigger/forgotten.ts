type Close = () => Promise<void>;

const forgotten = new FinalizationRegistry<Close>((close) => void close());

/**
 * A close function that is also called when nobody can call it any more. A workflow that is deactivated while its
 * trigger still connects gets that far: n8n drops the close function, and the trigger would run until a restart.
 *
 * @param close must not lead to what it returns; may be called at any time, and again
 */
export function closeWhenForgotten(close: Close): Close {
	const closeFunction = async () => await close();
	forgotten.register(closeFunction, close);
	return closeFunction;
}
