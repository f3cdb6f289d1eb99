import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message of a conversation, in OpenAI's form. */
export interface ChatMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string | null;
	tool_call_id?: string;
	tool_calls?: Array<{ id: string; function: { name: string; arguments: string } }>;
}

/** What n8n asked the model. */
export interface ChatRequest {
	model: string;
	messages: ChatMessage[];
	tools?: Array<{
		function: { name: string; description: string; parameters: Record<string, unknown> };
	}>;
	stream?: boolean;
}

/** What the model answers: it calls the only tool it was offered, or it speaks. */
export type ChatAnswer = { toolArguments: Record<string, unknown> } | { text: string };

/** One turn of a script; it may build on all that was said before. */
export type ChatTurn = (request: ChatRequest) => ChatAnswer;

/** A chat model that plays a script instead of thinking. */
export interface ChatModel {
	/** The base address for an OpenAI credential. */
	url: string;
	/** Starts a new script; the requests of the old one are forgotten. */
	play(turns: ChatTurn[]): void;
	/** What was asked since the script began. */
	requests(): ChatRequest[];
	close(): Promise<void>;
}

/** Lets the model call the tool with these arguments. */
export const callTool =
	(toolArguments: Record<string, unknown>): ChatTurn =>
	() => ({ toolArguments });

/** Lets the model make its last answer out of what the tool gave back. */
export const sayFrom =
	(toText: (toolOutput: string) => string): ChatTurn =>
	({ messages }) => ({ text: toText(toolOutputs(messages).at(-1) ?? '') });

/** What the tool gave back so far, in order. */
export const toolOutputs = (messages: ChatMessage[]): string[] =>
	messages.filter(({ role }) => role === 'tool').map(({ content }) => content ?? '');

/** Starts a scripted stand-in for OpenAI's `POST /chat/completions` on a free port. */
export async function startChatModel(): Promise<ChatModel> {
	let script: ChatTurn[] = [];
	const requests: ChatRequest[] = [];
	const server = createServer((request, response) => {
		void readJson(request).then((body) => {
			const asked = body as ChatRequest;
			requests.push(asked);
			const turn = script.shift();
			if (turn === undefined) return refuse(response, 'The script has no further turn');
			const tool = asked.tools?.[0]?.function.name ?? 'no_tool_was_offered';
			return answer(response, asked, toMessage(turn(asked), tool, requests.length));
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		play(turns) {
			script = [...turns];
			requests.length = 0;
		},
		requests: () => [...requests],
		async close() {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}

async function readJson(request: IncomingMessage): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
}

function toMessage(said: ChatAnswer, toolName: string, turn: number): ChatMessage {
	if ('text' in said) return { role: 'assistant', content: said.text };
	const call = { name: toolName, arguments: JSON.stringify(said.toolArguments) };
	const toolCall = { index: 0, id: `call_${turn}`, type: 'function', function: call };
	return { role: 'assistant', content: null, tool_calls: [toolCall] };
}

function answer(response: ServerResponse, { model, stream }: ChatRequest, message: ChatMessage) {
	const finish_reason = message.tool_calls === undefined ? 'stop' : 'tool_calls';
	const head = { id: 'chatcmpl-scripted', created: 0, model };
	if (stream === true) {
		const chunk = (delta: object, reason: string | null) =>
			`data: ${JSON.stringify({
				...head,
				object: 'chat.completion.chunk',
				choices: [{ index: 0, delta, finish_reason: reason }],
			})}\n\n`;
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		response.end(`${chunk(message, null)}${chunk({}, finish_reason)}data: [DONE]\n\n`);
		return;
	}
	const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
	const choices = [{ index: 0, message, finish_reason }];
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(JSON.stringify({ ...head, object: 'chat.completion', choices, usage }));
}

function refuse(response: ServerResponse, message: string): void {
	// A status that the client does not repeat.
	response.writeHead(400, { 'content-type': 'application/json' });
	response.end(JSON.stringify({ error: { message, type: 'invalid_request_error' } }));
}
