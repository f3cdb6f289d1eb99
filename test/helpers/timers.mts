import { getActiveResourcesInfo } from 'node:process';

/** How many timers of this process have not fired yet. */
export const timersWaiting = (): number =>
	getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
