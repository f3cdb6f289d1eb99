/** Does something on a Node.js that has no WebSocket, as before version 22. */
export async function withoutWebSocket<T>(action: () => Promise<T>): Promise<T> {
	const original = globalThis.WebSocket;
	Reflect.deleteProperty(globalThis, 'WebSocket');
	try {
		return await action();
	} finally {
		globalThis.WebSocket = original;
	}
}
