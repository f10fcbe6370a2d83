import { afterAll } from 'vitest';
import { messengerChannelContract } from '../../contracts/messenger-channel.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { startWecomVendor } from './wecom-vendor.ts';

afterAll(removeDataDirs);
messengerChannelContract('WeCom customer service', startWecomVendor);
