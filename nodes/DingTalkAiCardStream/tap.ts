import type { Live } from './live';

/** What a chat model tells of a token; LangChain's names. */
interface TokenFields {
	chunk?: { text?: string | null; message?: { tool_call_chunks?: unknown[] } };
}

/** A plain object of callbacks, as LangChain takes it in the place of a handler. */
export interface Tap {
	name: string;
	awaitHandlers: boolean;
	/** Makes models stream where the agent asks for a whole answer. */
	lc_prefer_streaming: boolean;
	handleChatModelStart(model: unknown, messages: unknown, runId: string): void;
	handleLLMNewToken(
		token: string,
		index: unknown,
		runId: string,
		parentRunId?: string,
		tags?: string[],
		fields?: TokenFields,
	): void;
	handleLLMEnd(output: unknown, runId: string): Promise<void>;
	handleLLMError(error: unknown, runId: string): Promise<void>;
}

/** A chat model, as far as it is known here. */
interface Model {
	callbacks?: unknown;
}

/**
 * Listens to the model's answers, each of them typed by a `Live` of its own: those of the rounds in which an agent
 * calls its tools replace each other.
 */
export function createTap(startLive: () => Live): Tap {
	let current: { runId: string; live: Live } | undefined;

	const end = async (runId: string) => {
		if (current?.runId !== runId) return;
		const { live } = current;
		await live.end();
		current = undefined;
	};

	return {
		name: 'DingTalkAiCardStream',
		awaitHandlers: true,
		lc_prefer_streaming: true,
		handleChatModelStart(_model, _messages, runId) {
			// Of several at once one is typed.
			current ??= { runId, live: startLive() };
		},
		handleLLMNewToken(token, _index, runId, _parentRunId, _tags, fields) {
			if (current?.runId !== runId) return;
			// The arguments of a tool's call.
			if ((fields?.chunk?.message?.tool_call_chunks ?? []).length > 0) return;
			const piece = fields?.chunk?.text ?? token;
			if (piece !== '') current.live.add(piece);
		},
		handleLLMEnd: async (_output, runId) => await end(runId),
		handleLLMError: async (_error, runId) => await end(runId),
	};
}

/**
 * Puts the tap into the model's own list of callbacks: agents bind their tools to copies of a model, which share the
 * list, but nothing that is set on the model later.
 *
 * @returns false for a model without such a list
 */
export function tapInto(model: unknown, tap: Tap): boolean {
	const { callbacks } = (model ?? {}) as Model;
	if (!Array.isArray(callbacks)) return false;
	callbacks.push(tap);
	return true;
}
