import { installAlone } from '../helpers/npmInstall.mts';

test('npm install brings nothing but the package: n8n has its own n8n-workflow', () => {
	expect(installAlone()).toEqual(['n8n-nodes-dingtalk-suite']);
});
