/** What a socket tells; nothing comes after `onEnd`. */
export interface SocketEvents {
	onOpen(): void;
	onText(text: string): void;
	/** The socket is gone, or never came about. The reason is free of secrets. */
	onEnd(reason: string): void;
}

/** A socket to send text over. */
export interface Socket {
	/** Does nothing once the socket is closing. */
	send(text: string): void;
	/** Says goodbye and lets go: no event comes any more. */
	close(): void;
}

/** Opens a socket; injected, so that tests script what comes over it. */
export type OpenSocket = (url: string, events: SocketEvents) => Socket;

const NORMAL_CLOSURE = 1000;

/** Whether this Node.js has WebSockets: from version 22 on. */
export const hasWebSocket = (): boolean => typeof WebSocket === 'function';

/** Opens a WebSocket with what Node.js brings along. Never show the URL: it holds the ticket. */
export const openSocket: OpenSocket = (url, events) => {
	const socket = new WebSocket(url);
	const listening = new AbortController();
	const { signal } = listening;
	socket.addEventListener('open', () => events.onOpen(), { signal });
	socket.addEventListener(
		'message',
		(event: MessageEvent) => {
			// DingTalk sends text only; whatever else comes is none of its frames.
			if (typeof event.data === 'string') events.onText(event.data);
		},
		{ signal },
	);
	socket.addEventListener(
		'close',
		(event: CloseEvent) => {
			listening.abort();
			events.onEnd(`closed with code ${event.code}`);
		},
		{ signal },
	);
	// An error is always followed by a close; without a listener it would be an unhandled one.
	socket.addEventListener('error', () => {});
	return {
		send(text) {
			if (socket.readyState === WebSocket.OPEN) socket.send(text);
		},
		close() {
			listening.abort();
			socket.close(NORMAL_CLOSURE);
		},
	};
};
