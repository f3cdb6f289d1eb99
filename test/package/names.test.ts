import packageJson from '../../package.json';

// Names on npm and in n8n that other DingTalk packages have (seen in 2026). n8n keeps one credential type per name,
// whichever package brings it: with two of one name, one package would get the other's credential.
const TAKEN_PACKAGES = ['n8n-nodes-dingtalk', 'n8n-nodes-dingtalk-stream'];
const TAKEN_CREDENTIALS = [
	'dingtalkApi',
	'dingtalkRobotApi',
	'dingTalkApi',
	'dingTalkBbyApi',
	'dingTalkCustomRobotApi',
	'dingTalkCompanyApi',
];

/** The `name` of the class that a file of package.json's lists exports. */
function typeName(file: string): string {
	const source = file.replace(/^dist\//, '../../').replace(/\.js$/, '');
	const exported = jest.requireActual<Record<string, new () => Described>>(source);
	const [Type] = Object.values(exported);
	const type = new Type();
	return type.description?.name ?? type.name;
}

interface Described {
	name: string;
	description?: { name: string };
}

const sameInAnyCase = (names: string[]) => names.map((name) => name.toLowerCase());

it('has a package name that is free on npm', () => {
	expect(TAKEN_PACKAGES).not.toContain(packageJson.name);
	expect(packageJson.name).toBe('n8n-nodes-dingtalk-suite');
});

it.each(packageJson.n8n.credentials)('%s has a type name that no other package has', (file) => {
	expect(sameInAnyCase(TAKEN_CREDENTIALS)).not.toContain(typeName(file).toLowerCase());
});

it('has no name twice', () => {
	const names = [...packageJson.n8n.credentials, ...packageJson.n8n.nodes].map(typeName);
	expect(new Set(sameInAnyCase(names)).size).toBe(names.length);
});
