import { runRobot } from '../../helpers/dingTalkRobot.mts';
import type { Parameters, Row, World } from '../row.mts';

const TOKEN = 'sandboxrobotsigned';
const SECRET = `SECsandbox${'0'.repeat(54)}`;

/** Of a robot of the sandbox. */
export function robotCredential({ sandbox, secrets }: World) {
	secrets.push(TOKEN, SECRET);
	return { webhookToken: TOKEN, secret: SECRET, baseUrl: sandbox.oapiUrl };
}

const robot = (name: string, parameters: object): Row => ({
	name: `robot/${name}`,
	operation: `robot/${name}`,
	endpoint: 'robot.webhook.send',
	async start(world) {
		const credential = robotCredential(world);
		return async () => {
			const { items, error } = await runRobot({
				parameters: { operation: name, ...parameters } as Parameters,
				credential,
			});
			return { output: items, error };
		};
	},
});

const URL = 'https://example.com';

export const robotRows: readonly Row[] = [
	robot('sendText', { text: 'alert' }),
	robot('sendMarkdown', { title: 'Alert', markdown: '**alert**' }),
	robot('sendLink', { title: 'Alert', linkText: 'alert', messageUrl: URL }),
	robot('sendActionCard', {
		title: 'Alert',
		markdown: 'alert',
		buttons: { button: [{ title: 'Look', url: URL }] },
	}),
	robot('sendFeedCard', { links: { link: [{ title: 'Alert', messageUrl: URL, picUrl: URL }] } }),
];
