/** The shapes of calendars, events and meeting rooms; `types.mts` has them too. */

/** A timed event has `dateTime` and `timeZone`, an all-day one has `date`. */
export interface EventTime {
	dateTime?: string;
	timeZone?: string;
	/** `yyyy-MM-dd`; of an end it is the day after the last one. */
	date?: string;
}

/** What somebody answered to an invitation. */
export type ResponseStatus = 'needsAction' | 'accepted' | 'declined' | 'tentative';

/** Somebody invited to an event. */
export interface EventAttendee {
	unionId: string;
	responseStatus: ResponseStatus;
	isOptional: boolean;
}

/** A meeting room booked for an event. */
export interface EventRoom {
	roomId: string;
	responseStatus: 'accepted' | 'tentative' | 'declined';
}

/** How an event repeats. */
export interface Recurrence {
	pattern: {
		type: 'daily' | 'weekly' | 'absoluteMonthly' | 'relativeMonthly' | 'absoluteYearly';
		interval: number;
		/** Lower-case English names, joined by commas. */
		daysOfWeek?: string;
		dayOfMonth?: number;
		index?: 'first' | 'second' | 'third' | 'fourth' | 'last';
		firstDayOfWeek?: string;
	};
	range: {
		type: 'noEnd' | 'endDate' | 'numbered';
		endDate?: string;
		numberOfOccurrences?: number;
	};
}

/** An event (日程); a series is one event, with the changed ones among its instances beside it. */
export interface CalendarEvent {
	eventId: string;
	/** `primary` is on the calendars of its people; else the id of the one it is on. */
	calendarId: string;
	organizerId: string;
	summary: string;
	description?: string;
	start: EventTime;
	end: EventTime;
	isAllDay: boolean;
	recurrence?: Recurrence;
	attendees: EventAttendee[];
	location?: { displayName: string };
	reminders: Array<{ method: string; minutes: number }>;
	onlineMeetingInfo?: { type: string; conferenceId: string; url: string };
	rooms: EventRoom[];
	richTextDescription?: { text: string };
	uiConfigs?: Array<{ uiName: string; uiStatus: string }>;
	categories?: Array<{ categoryId?: string; displayName?: string }>;
	cardInstances?: Array<{ outTrackId: string; scenario: string }>;
	extra?: Record<string, string>;
	freeBusyStatus?: string;
	/** Unix ms. */
	createdAt: number;
	updatedAt: number;
	status: 'confirmed' | 'cancelled';
	/** Set for an instance of a series that is unlike the others, with the start it would have had. */
	seriesMasterId?: string;
	originStart?: number;
	/** Attendees who took it off their own calendar. */
	hiddenFor: string[];
}

/** A calendar beside everybody's own. */
export interface CalendarBook {
	calendarId: string;
	summary: string;
	description: string;
	timeZone: string;
	type: 'shared' | 'subscribed';
	eTag: string;
	/** userId → what the person may do there. */
	people: Record<string, 'owner' | 'writer' | 'reader'>;
}

/** A meeting room. */
export interface MeetingRoom {
	roomId: string;
	name: string;
	/** How many people it holds. */
	capacity: number;
	location?: { title: string; desc: string };
}
