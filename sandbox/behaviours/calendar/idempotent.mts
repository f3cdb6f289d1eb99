import type { Behaviour } from '../../server/call.mts';
import { DAY_MS } from './times.mts';

/**
 * A write that is done once for each `x-client-token`, within a day: asked again, the first answer
 * comes back. That refusals are not remembered is [unverified].
 */
export function idempotent(behaviour: Behaviour): Behaviour {
	return (world, request) => {
		const token = request.header('x-client-token');
		if (!token) return behaviour(world, request);
		const { answers } = world.store.calendar;
		const key = `${request.app.clientId}\n${request.endpoint.id}\n${token}`;
		const before = answers.get(key);
		if (before && before.expiresAt > world.store.now()) return before.answer;
		const answer = behaviour(world, request);
		if (answer.code === '') answers.set(key, { answer, expiresAt: world.store.now() + DAY_MS });
		return answer;
	};
}
