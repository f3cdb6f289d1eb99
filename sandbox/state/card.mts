/** Interactive cards; `types.mts` has them too. */

/** A button of a card template. */
export interface CardButton {
	/** Comes back in `actionIds`. */
	id: string;
	title: string;
}

/** What a card is made from; the card designer makes them. */
export interface CardTemplate {
	id: string;
	name: string;
	published: boolean;
	buttons: CardButton[];
}

/** Where a card was delivered. */
export interface CardPlace {
	spaceType: string;
	/** An openConversationId or a userId. */
	spaceId: string;
	messageId: string;
}

/** An interactive card as it is now. */
export interface Card {
	outTrackId: string;
	templateId: string;
	/** Client ID. */
	app: string;
	/** Everybody sees these. */
	params: Record<string, string>;
	/** Only this person sees them, instead of the others; by userId. */
	privateParams: Record<string, Record<string, string>>;
	buttons: CardButton[];
	/** Who hears of a pressed button; nobody when absent. */
	callbackType?: 'STREAM' | 'HTTP';
	callbackRouteKey?: string;
	/** 1 userId, 2 unionId: how people are named in calls and callbacks. */
	userIdType: number;
	/** Types of spaces it may be delivered to. */
	spaceTypes: string[];
	places: CardPlace[];
	/** Sandbox clock, ms. */
	createdAt: number;
	updatedAt: number;
}

/** Somebody presses a button of a card. */
export interface CardPress {
	userId: string;
	actionIds: string[];
	params?: Record<string, unknown>;
}

/** What came back: an update, nothing to update, no answer in 2 s, or nobody was asked. */
export interface CardAnswered {
	answered: 'inTime' | 'empty' | 'tooLate' | 'nobody';
	/** Why there is no update. */
	problem?: string;
}
