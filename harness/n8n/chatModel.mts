import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { protocolOf, toolOf, type Said } from './chatProtocols.mts';

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

/** What the model answers: it calls a tool, the only one it was offered where none is named, or it speaks. */
export type ChatAnswer =
	| { toolArguments: Record<string, unknown>; tool?: string }
	| { text: string };

/** One turn of a script; it may build on all that was said before. */
export type ChatTurn = (request: ChatRequest) => ChatAnswer;

/** A chat model that plays a script instead of thinking. */
export interface ChatModel {
	/** The base address for an OpenAI credential; Anthropic's and Ollama's leave out its last part. */
	url: string;
	/**
	 * Starts a new script; the requests of the old one are forgotten.
	 * @param wordMs how long each word takes, where it is asked to stream. @default 0
	 */
	play(turns: ChatTurn[], wordMs?: number): void;
	/** What was asked since the script began. */
	requests(): ChatRequest[];
	close(): Promise<void>;
}

/**
 * Lets the model call the tool with these arguments.
 * @param tool its name, where several are offered; n8n makes it of the node's, with underscores
 */
export const callTool =
	(toolArguments: Record<string, unknown>, tool?: string): ChatTurn =>
	() => ({ toolArguments, tool });

/** Lets the model make its last answer out of what the tool gave back. */
export const sayFrom =
	(toText: (toolOutput: string) => string): ChatTurn =>
	({ messages }) => ({ text: toText(toolOutputs(messages).at(-1) ?? '') });

/** What the tool gave back so far, in order. */
export const toolOutputs = (messages: ChatMessage[]): string[] =>
	messages.filter(({ role }) => role === 'tool').map(({ content }) => content ?? '');

/** Starts a scripted stand-in for OpenAI, Anthropic and Ollama on a free port. */
export async function startChatModel(): Promise<ChatModel> {
	let script: ChatTurn[] = [];
	let wordMs = 0;
	const requests: ChatRequest[] = [];
	const server = createServer((request, response) => {
		void readJson(request).then((body) => {
			const asked = body as ChatRequest;
			requests.push(asked);
			const turn = script.shift();
			if (turn === undefined) return refuse(response, 'The script has no further turn');
			const said = toSaid(turn(asked), toolOf(asked));
			const id = `call_${requests.length}`;
			return protocolOf(request.url ?? '').send(response, asked, id, said, wordMs);
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		play(turns, pace = 0) {
			script = [...turns];
			wordMs = pace;
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

const toSaid = (said: ChatAnswer, tool: string): Said =>
	'text' in said ? said : { tool: said.tool ?? tool, toolArguments: said.toolArguments };

function refuse(response: ServerResponse, message: string): void {
	// A status that the client does not repeat.
	response.writeHead(400, { 'content-type': 'application/json' });
	response.end(JSON.stringify({ error: { message, type: 'invalid_request_error' } }));
}
