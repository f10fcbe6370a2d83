import { afterAll } from 'vitest';
import { messengerChannelContract } from '../../contracts/messenger-channel.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { startWechatVendor } from './wechat-vendor.ts';

afterAll(removeDataDirs);
messengerChannelContract('WeChat official account', startWechatVendor);
