import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a chat model says: words, or the call of a tool. */
export type Said = { text: string } | { tool: string; toolArguments: Record<string, unknown> };

/** A request, as far as it is the same for all. */
interface Asked {
	model: string;
	stream?: boolean;
	tools?: Array<{ name?: string; function?: { name: string } }>;
}

/** How chat models are asked and answer. */
interface Protocol {
	/** End of the path of its requests. */
	path: string;
	/** Sends it; a stream piece by piece, as `pieces` gives them. */
	send(
		response: ServerResponse,
		asked: Asked,
		id: string,
		said: Said,
		wordMs: number,
	): Promise<void>;
}

/** The name of the only tool that a model was offered. */
export const toolOf = ({ tools }: Asked): string =>
	tools?.[0]?.function?.name ?? tools?.[0]?.name ?? 'no_tool_was_offered';

/** Words with the blanks behind them; all at once where nothing is to take time. */
const piecesOf = (text: string, wordMs: number): string[] =>
	wordMs === 0 ? [text] : (text.match(/\S+\s*/g) ?? []);

async function eachPiece(text: string, wordMs: number, write: (piece: string) => void) {
	for (const piece of piecesOf(text, wordMs)) {
		write(piece);
		if (wordMs > 0) await sleep(wordMs);
	}
}

function sendJson(response: ServerResponse, body: object): void {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

const openAi: Protocol = {
	path: '/chat/completions',
	async send(response, { model, stream }, id, said, wordMs) {
		const head = { id: 'chatcmpl-scripted', created: 0, model };
		const tool_calls =
			'tool' in said
				? [
						{
							...{ index: 0, id, type: 'function' },
							function: { name: said.tool, arguments: JSON.stringify(said.toolArguments) },
						},
					]
				: undefined;
		const content = 'text' in said ? said.text : null;
		const finish_reason = tool_calls === undefined ? 'stop' : 'tool_calls';
		const message = { role: 'assistant', content, tool_calls };
		if (stream !== true) {
			const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
			const choices = [{ index: 0, message, finish_reason }];
			return sendJson(response, { ...head, object: 'chat.completion', choices, usage });
		}
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		const write = (delta: object, reason: string | null = null) => {
			const choices = [{ index: 0, delta, finish_reason: reason }];
			const chunk = { ...head, object: 'chat.completion.chunk', choices };
			response.write(`data: ${JSON.stringify(chunk)}\n\n`);
		};
		write({ ...message, content: tool_calls === undefined ? '' : null });
		await eachPiece(content ?? '', wordMs, (piece) => write({ content: piece }));
		write({}, finish_reason);
		response.end('data: [DONE]\n\n');
	},
};

const anthropic: Protocol = {
	path: '/v1/messages',
	async send(response, { model }, id, said, wordMs) {
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		const write = (type: string, more: object = {}) =>
			response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`);
		const usage = { input_tokens: 1, output_tokens: 1 };
		const message = { id: 'msg', type: 'message', role: 'assistant', model, content: [], usage };
		write('message_start', { message });
		const delta = (part: object) => write('content_block_delta', { index: 0, delta: part });
		if ('tool' in said) {
			const content_block = { type: 'tool_use', id, name: said.tool, input: {} };
			write('content_block_start', { index: 0, content_block });
			delta({ type: 'input_json_delta', partial_json: JSON.stringify(said.toolArguments) });
		} else {
			write('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
			await eachPiece(said.text, wordMs, (text) => delta({ type: 'text_delta', text }));
		}
		write('content_block_stop', { index: 0 });
		const stop_reason = 'tool' in said ? 'tool_use' : 'end_turn';
		write('message_delta', { delta: { stop_reason }, usage: { output_tokens: 1 } });
		write('message_stop');
		response.end();
	},
};

const ollama: Protocol = {
	path: '/api/chat',
	async send(response, { model }, _id, said, wordMs) {
		response.writeHead(200, { 'content-type': 'application/x-ndjson' });
		const created_at = new Date(0).toISOString();
		const write = (message: object, done = false) =>
			response.write(`${JSON.stringify({ model, created_at, message, done })}\n`);
		if ('tool' in said) {
			const call = { name: said.tool, arguments: said.toolArguments };
			write({ role: 'assistant', content: '', tool_calls: [{ function: call }] });
		} else {
			await eachPiece(said.text, wordMs, (content) => write({ role: 'assistant', content }));
		}
		write({ role: 'assistant', content: '' }, true);
		response.end();
	},
};

/** The protocol of a request; OpenAI's where it is none of the others. */
export const protocolOf = (path: string): Protocol =>
	[anthropic, ollama].find((one) => path.endsWith(one.path)) ?? openAi;
