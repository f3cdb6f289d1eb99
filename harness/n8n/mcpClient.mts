/** A client of n8n's MCP Server Trigger. */
export interface McpClient {
	/** The names of the tools that are offered. */
	tools(): Promise<string[]>;
	/** Calls a tool; what it says as JSON, or as text where it is none. */
	call(name: string, args: Record<string, unknown>): Promise<unknown>;
}

interface Answer {
	id?: number;
	result?: Record<string, unknown>;
	error?: { message: string };
}

const VERSION = '2025-06-18';

/**
 * Opens a session by Streamable HTTP.
 *
 * @param url the trigger's production URL
 * @see https://modelcontextprotocol.io/specification/2025-06-18/basic/transports
 */
export async function openMcp(url: string): Promise<McpClient> {
	let session = '';
	let lastId = 0;
	const post = async (message: object): Promise<Response> => {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				accept: 'application/json, text/event-stream',
				'content-type': 'application/json',
				...(session === '' ? {} : { 'mcp-session-id': session }),
			},
			body: JSON.stringify({ jsonrpc: '2.0', ...message }),
		});
		if (response.ok) return response;
		throw new Error(`MCP answered ${response.status}: ${await response.text()}`);
	};
	const ask = async (method: string, params: object): Promise<Record<string, unknown>> => {
		const id = ++lastId;
		const response = await post({ id, method, params });
		session ||= response.headers.get('mcp-session-id') ?? '';
		const answer = messagesIn(await response.text()).find((message) => message.id === id);
		if (answer?.result) return answer.result;
		throw new Error(answer?.error?.message ?? `MCP gave no answer to ${method}`);
	};
	await ask('initialize', {
		protocolVersion: VERSION,
		capabilities: {},
		clientInfo: { name: 'dingtalk-test', version: '1.0.0' },
	});
	await post({ method: 'notifications/initialized' });
	return {
		async tools() {
			const { tools } = await ask('tools/list', {});
			return (tools as Array<{ name: string }>).map(({ name }) => name);
		},
		async call(name, args) {
			const { content } = await ask('tools/call', { name, arguments: args });
			const [{ text }] = content as Array<{ text: string }>;
			return opened(text);
		},
	};
}

/** The messages of an event stream, or of a plain JSON answer. */
function messagesIn(text: string): Answer[] {
	const lines = text.split('\n').filter((line) => line.startsWith('data:'));
	const texts = lines.length > 0 ? lines.map((line) => line.slice('data:'.length)) : [text];
	return texts.filter((part) => part.trim() !== '').map((part) => JSON.parse(part) as Answer);
}

function opened(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// An error is told in words.
		return text;
	}
}
