import { testDecision } from './decisions';

describe('approve', () => testDecision('approve', 'agree'));
