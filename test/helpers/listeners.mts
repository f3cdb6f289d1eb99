import { getEventListeners } from 'node:events';

/** What still waits for a signal to abort. */
export const waitingFor = (signal: AbortSignal): unknown[] => getEventListeners(signal, 'abort');
