import { testDecision } from './decisions';

testDecision('approve', 'agree');
