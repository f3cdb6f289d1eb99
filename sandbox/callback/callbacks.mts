import { toJson } from '../json.mts';
import type { Store } from '../state/store.mts';
import type { CardRoute, HttpCallback, PushInfo, StreamSettings } from '../state/types.mts';
import { Timers } from '../timers.mts';
import type { Ledger } from '../stream/ledger.mts';
import type { RaisedEvent } from './plain.mts';
import { failedEntry, plainEvent } from './plain.mts';
import type { Registered, Target } from './target.mts';
import { postSealed, registeredTarget, targetOf } from './target.mts';

/** get_call_back_failed_result gives no more at once. */
const FAILED_PER_CALL = 200;

/** What apps take by HTTP, and the pushing of events to them. */
export class Callbacks {
	private readonly store: Store;
	private readonly ledger: Ledger;
	private readonly settings: StreamSettings;
	/** What the developer console holds, by Client ID. */
	private readonly console = new Map<string, HttpCallback>();
	private readonly registered = new Map<string, Registered>();
	private readonly failed = new Map<string, RaisedEvent[]>();
	private readonly timers = new Timers();
	private stopped = new AbortController();

	constructor(store: Store, ledger: Ledger, settings: StreamSettings) {
		this.store = store;
		this.ledger = ledger;
		this.settings = settings;
	}

	/** Ends what is under way when the sandbox is reset or closed. */
	get signal(): AbortSignal {
		return this.stopped.signal;
	}

	/** True when the app takes this event by HTTP. */
	wantsEvent(clientId: string, eventType: string): boolean {
		return (
			this.console.get(clientId)?.eventUrl !== undefined ||
			this.registered.get(clientId)?.tags.includes(eventType) === true
		);
	}

	/** What the console holds for an app. */
	of(clientId: string): HttpCallback | undefined {
		return this.console.get(clientId);
	}

	/** Where the callbacks of a card go. */
	cardRoute(clientId: string, key: string): CardRoute | undefined {
		return this.console.get(clientId)?.cardRoutes?.[key];
	}

	/** Adds a card route, as the API does. */
	setCardRoute(clientId: string, key: string, route: CardRoute): void {
		const before = this.console.get(clientId) ?? { clientId };
		this.console.set(clientId, { ...before, cardRoutes: { ...before.cardRoutes, [key]: route } });
		this.store.changed();
	}

	/**
	 * Saves what the console holds. The event subscription is saved only when its address answers
	 * `check_url` as it should; says why it did not.
	 */
	async save(callback: HttpCallback): Promise<string | undefined> {
		const { eventUrl, ...rest } = structuredClone(callback);
		this.console.set(callback.clientId, rest);
		this.store.changed();
		if (!eventUrl) return undefined;
		const problem = await this.check(targetOf(callback));
		if (problem) return problem;
		this.console.set(callback.clientId, {
			...this.console.get(callback.clientId),
			...rest,
			eventUrl,
		});
		this.store.changed();
		return undefined;
	}

	/** The subscription by API, if there is one. */
	registration(clientId: string): Registered | undefined {
		return this.registered.get(clientId);
	}

	/** Registers by API, when the address answers `check_url`; says why it did not. */
	async register(clientId: string, registered: Registered): Promise<string | undefined> {
		const problem = await this.check(registeredTarget(registered));
		if (!problem) this.registered.set(clientId, registered);
		this.store.changed();
		return problem;
	}

	/** Ends the subscription by API. */
	unregister(clientId: string): void {
		this.registered.delete(clientId);
		this.store.changed();
	}

	/** The oldest events that could not be pushed; each is told once [unverified]. */
	takeFailed(clientId: string): { entries: object[]; hasMore: boolean } {
		const all = this.failed.get(clientId) ?? [];
		const entries = all.splice(0, FAILED_PER_CALL).map(failedEntry);
		return { entries, hasMore: all.length > 0 };
	}

	/** Pushes an event to every address of the app that wants it; false when there is none. */
	pushEvent(clientId: string, event: RaisedEvent): boolean {
		const saved = this.console.get(clientId);
		const registered = this.registered.get(clientId);
		const targets: Target[] = [];
		if (saved?.eventUrl) targets.push(targetOf(saved));
		if (registered?.tags.includes(event.eventType)) targets.push(registeredTarget(registered));
		for (const target of targets) {
			const info = this.ledger.open({
				kind: 'event',
				key: event.eventId,
				clientId,
				via: 'http',
				eventType: event.eventType,
				createdAt: this.store.now(),
			});
			void this.attempt(info, target, event, this.stopped.signal);
		}
		return targets.length > 0;
	}

	private async attempt(
		info: PushInfo,
		target: Target,
		event: RaisedEvent,
		stopped: AbortSignal,
	): Promise<void> {
		info.attempts++;
		info.status = 'pushed';
		info.lastPushedAt = this.store.now();
		this.store.changed();
		const text = toJson(plainEvent(event));
		const problem = await postSealed(target, text, this.store.now(), stopped);
		if (stopped.aborted) return;
		const pauseMs = this.settings.httpRetriesMs[info.attempts - 1];
		if (!problem) {
			info.status = 'acked';
			delete info.problem;
		} else {
			info.problem = problem;
			info.status = pauseMs === undefined ? 'lost' : 'waiting';
			if (pauseMs === undefined) this.fail(info.clientId, event);
			else this.timers.later(pauseMs, () => void this.attempt(info, target, event, stopped));
		}
		this.store.changed();
	}

	private fail(clientId: string, event: RaisedEvent): void {
		const list = this.failed.get(clientId) ?? [];
		list.push(event);
		this.failed.set(clientId, list);
	}

	private async check(target: Target): Promise<string | undefined> {
		const text = toJson({ EventType: 'check_url' });
		return await postSealed(target, text, this.store.now(), this.signal);
	}

	/** Gives up the pushes under way. */
	clearPushes(): void {
		this.stopped.abort();
		this.stopped = new AbortController();
		this.timers.clear();
	}

	/** Forgets everything. */
	reset(): void {
		this.clearPushes();
		for (const map of [this.console, this.registered, this.failed]) map.clear();
	}
}
