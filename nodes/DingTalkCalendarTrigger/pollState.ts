/** What the trigger remembers of an event; all times are Unix ms. */
export interface KnownEvent {
	/** Changes with whatever people would call a change. */
	print: string;
	summary: string;
	start: number;
	end: number;
	created: number;
	updated: number;
	/** Known only by one of its occurrences. */
	isSeries?: true;
}

/** Where the watch for changes stands. */
export interface ChangeMemory {
	/** From here DingTalk tells what changed; without one, everything is read each time. */
	syncToken?: string;
	/** What was made later was seen when it was made: before it, the trigger was not there. */
	knownSince: number;
	/** The latest change seen. */
	lastUpdate: number;
	/** End of the last event that did not fit into the memory: until then an unknown event may be one of those. */
	partialUntil?: number;
	events: Record<string, KnownEvent>;
}

/** Where the watch for starts stands. */
export interface StartMemory {
	/** Starts up to then, less the time wanted before them, have been looked at. */
	checkedAt: number;
	/** Occurrences that were reported, with their start. */
	reported: Record<string, number>;
}

/** Everything kept between two polls; n8n keeps it in the node's static data. */
export interface Memory {
	/** Whose calendar it is, as the form says it, with the unionId behind it. */
	calendar: { person: string; unionId: string; calendarId: string };
	changes?: ChangeMemory;
	starts?: StartMemory;
}
