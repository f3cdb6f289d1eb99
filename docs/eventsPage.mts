import { EVENT_CATALOGUE } from '../nodes/shared/pushes/catalogue.ts';
import { toTable } from './table.mts';

const INTRODUCTION = `# Events

Made by \`npm run docs\` from the nodes' code; do not edit.

The DingTalk Trigger and the DingTalk Callback Trigger put out an event as

\`\`\`json
{
	"kind": "event",
	"eventType": "chat_update_title",
	"eventId": "…",
	"corpId": "…",
	"bornAt": "2026-05-01T01:00:00.000Z",
	"data": { "chatId": "…", "openConversationId": "…", "title": "…" }
}
\`\`\`

\`data\` has the keys below. HTTP pushes spell the case of some keys differently (\`UserId\`, \`TimeStamp\`); both triggers put
them out as written here, unless _Simplify_ is off. DingTalk leaves out keys that do not apply, and may add others, which are
passed on. An event reaches n8n only if the app is subscribed to it in the DingTalk developer console as well. Events that are
not in the list come with _All Events_.`;

/** docs/events.md: the catalogue of events. */
export function eventsPage(): string {
	const areas = new Map<string, string[][]>();
	for (const { eventType, name, keys } of EVENT_CATALOGUE) {
		const [area, what] = name.split(': ');
		const cells = [what, `\`${eventType}\``, keys.map((key) => `\`${key}\``).join(', ') || '–'];
		areas.set(area, [...(areas.get(area) ?? []), cells]);
	}
	const sections = [...areas].flatMap(([area, rows]) => [
		`## ${area}`,
		toTable(['Event', "DingTalk's name", 'Keys of its data'], rows),
	]);
	return [INTRODUCTION, ...sections].join('\n\n') + '\n';
}
