/** Interactive cards; `types.mts` has them too. */

/**
 * A button of a card template. Texts may hold `${name}`: the variable as the reader of the card has it.
 */
export interface CardButton {
	/** Comes back in `actionIds`. */
	id: string;
	title: string;
	/** Come back in `params`, with what the inputs hold. */
	params?: Record<string, string>;
	/** Shown only while this variable is "true". */
	shownIf?: string;
}

/** Where a reader of the card writes; comes back in `params` under its name. */
export interface CardInput {
	name: string;
	/** May hold `${name}` as buttons do. */
	label: string;
	shownIf?: string;
}

/** A variable a template draws. A `flag` is not drawn: buttons and inputs look at it. */
export interface CardVariable {
	name: string;
	type: 'text' | 'markdown' | 'list' | 'flag';
}

/** What a template draws, from top to bottom. */
export interface CardFace {
	variables: CardVariable[];
	inputs: CardInput[];
	buttons: CardButton[];
}

/** What a card is made from; the card designer makes them. */
export interface CardTemplate extends CardFace {
	id: string;
	name: string;
	published: boolean;
	/** An AI card has states: processing, typing, done, failed. */
	isAi: boolean;
	/** Client ID of the app it belongs to. Cards of another app's template show nothing; absent: every app's. */
	app?: string;
}

/** What the card is in one kind of space. */
export interface CardSpace {
	/** Language (`ZH_CN`) → what the chat list says. */
	lastMessage?: Record<string, string>;
	/** What the notification says. */
	alert?: string;
}

/** Where a card was delivered. */
export interface CardPlace {
	spaceType: string;
	/** An openConversationId or a userId. */
	spaceId: string;
	/** Absent on top of a chat: there the card is no message. */
	messageId?: string;
	/** Only on top of a chat: until when, sandbox clock, ms. */
	expiresAt?: number;
	/** Only these members of a group have it; absent: all. */
	userIds?: string[];
	/** Sandbox clock, ms. */
	deliveredAt: number;
}

/** How far an AI card is. */
export interface CardTyping {
	state: 'processing' | 'typing' | 'done' | 'failed';
	frames: number;
	/** Of frames that were taken: each counts once. */
	guids: string[];
	/** Sandbox clock, ms. */
	lastFrameAt?: number;
}

/** An interactive card as it is now. */
export interface Card extends CardFace {
	outTrackId: string;
	templateId: string;
	/** Client ID. */
	app: string;
	/** Everybody sees these. */
	params: Record<string, string>;
	/** Only this person sees them, instead of the others; by userId. */
	privateParams: Record<string, Record<string, string>>;
	/**
	 * What the answer to a press said to everybody: it reaches the presser only, until the card is updated.
	 * By userId.
	 */
	answeredParams: Record<string, Record<string, string>>;
	/** AI cards, and others once they are typed into. */
	typing?: CardTyping;
	/** Why readers see nothing but "内容加载失败". */
	unreadable?: 'foreignTemplate' | 'tooFast';
	/** Who hears of a pressed button; nobody when absent. */
	callbackType?: 'STREAM' | 'HTTP';
	callbackRouteKey?: string;
	/** 1 userId, 2 unionId: how people are named in calls and callbacks. */
	userIdType: number;
	/** By type: where it may be delivered to. */
	spaces: Record<string, CardSpace>;
	places: CardPlace[];
	/** Sandbox clock, ms. */
	createdAt: number;
	updatedAt: number;
}

/** Somebody presses a button of a card. */
export interface CardPress {
	userId: string;
	actionIds: string[];
	/** Beside those of the buttons. */
	params?: Record<string, unknown>;
}

/** What came back: an update, nothing to update, no answer in 2 s, or nobody was asked. */
export interface CardAnswered {
	answered: 'inTime' | 'empty' | 'tooLate' | 'nobody';
	/** Why there is no update. */
	problem?: string;
}
