import { WebSocket, WebSocketServer } from 'ws';
import type { SandboxControl } from '../control/control.mts';
import type { Journal } from '../journal.mts';
import { toJson } from '../json.mts';
import { maskTexts } from '../mask.mts';
import type { Store } from '../state/store.mts';
import type { JournalEntry, LiveEvent, Message } from '../state/types.mts';
import type { Upgrade } from './upgrade.mts';

/** Where pages listen. */
export const LIVE_PATH = '/_sandbox/live';

// The page scrolls back no further, and a load run must not drown it.
const LIVE_MESSAGES = 500;

// Changes come in bursts; the state goes out once per burst.
const STATE_PAUSE_MS = 100;

/** Pushes what happens to every page that is open, until `end`. */
export function createLive(
	control: SandboxControl,
	store: Store,
	journal: Journal,
): { upgrade: Upgrade; end: () => void } {
	const sockets = new WebSocketServer({ noServer: true });
	let timer: NodeJS.Timeout | undefined;

	const push = (event: () => LiveEvent): void => {
		if (sockets.clients.size === 0) return;
		const text = toJson(event());
		for (const socket of sockets.clients) {
			if (socket.readyState === WebSocket.OPEN) socket.send(text);
		}
	};
	const state = (): LiveEvent => ({ type: 'state', state: control.state(LIVE_MESSAGES) });
	const onChanged = (): void => {
		if (sockets.clients.size === 0) return;
		timer ??= setTimeout(() => {
			timer = undefined;
			push(state);
		}, STATE_PAUSE_MS);
	};
	const onMessage = (message: Message): void =>
		push(() => ({ type: 'message', message: maskTexts(message, store.secrets()) }));
	const onCall = (entry: JournalEntry): void => push(() => ({ type: 'call', entry }));

	const upgrade: Upgrade = (request, socket, head) => {
		sockets.handleUpgrade(request, socket, head, (client) => {
			// A page that goes away mid-frame is no error of the sandbox.
			client.on('error', () => client.terminate());
			client.send(toJson(state()));
		});
	};
	store.on('changed', onChanged).on('message', onMessage);
	journal.on('call', onCall);

	const end = (): void => {
		clearTimeout(timer);
		store.off('changed', onChanged).off('message', onMessage);
		journal.off('call', onCall);
		for (const socket of sockets.clients) socket.terminate();
		sockets.close();
	};
	return { upgrade, end };
}
