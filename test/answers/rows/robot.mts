import { runRobot } from '../../helpers/dingTalkRobot.mts';
import type { Parameters, Row } from '../row.mts';

export const ROBOT_TOKEN = 'sandboxrobotsigned';
export const ROBOT_SECRET = `SECsandbox${'0'.repeat(54)}`;

const robot = (name: string, parameters: object): Row => ({
	name: `robot/${name}`,
	operation: `robot/${name}`,
	endpoint: 'robot.webhook.send',
	start:
		async ({ sandbox }) =>
		async () => {
			const { items, error } = await runRobot({
				parameters: { operation: name, ...parameters } as Parameters,
				credential: {
					webhookToken: ROBOT_TOKEN,
					secret: ROBOT_SECRET,
					baseUrl: sandbox.oapiUrl,
				},
			});
			return { output: items, error };
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
