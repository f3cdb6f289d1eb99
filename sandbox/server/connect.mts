import { WebSocketServer } from 'ws';
import type { Gateway } from '../stream/gateway.mts';
import type { Upgrade } from './upgrade.mts';
import { refuseUpgrade } from './upgrade.mts';

/** Where Stream clients connect, after the API host's address. */
export const CONNECT_PATH = '/connect';

/** Lets clients in that bring a good ticket. */
export function streamUpgrade(gateway: Gateway): Upgrade {
	// A half-open line must not even answer pings, so the gateway does it itself.
	const sockets = new WebSocketServer({ noServer: true, autoPong: false });
	return (request, socket, head) => {
		const { searchParams } = new URL(request.url ?? '/', 'http://sandbox');
		const subscription = gateway.useTicket(searchParams.get('ticket') ?? '');
		// The status of a refused ticket is [unverified].
		if (!subscription) refuseUpgrade(socket, '401 Unauthorized');
		else {
			sockets.handleUpgrade(request, socket, head, (client) =>
				gateway.connect(client, socket, subscription),
			);
		}
	};
}
