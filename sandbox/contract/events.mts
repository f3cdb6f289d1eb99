import { readFileSync } from 'node:fs';

/** An event of the catalogue, with data as Stream brings it. */
export interface EventSample {
	eventType: string;
	/** What it is about, for the page. */
	group: string;
	/** Ids are the seed's where it has such things; small objects of undocumented shape are guesses. */
	sample: Record<string, unknown>;
}

/** Every event of the catalogue; others can be raised too. */
export const EVENTS = JSON.parse(
	readFileSync(new URL('./events.json', import.meta.url), 'utf8'),
) as EventSample[];
