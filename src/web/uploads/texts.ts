import { defineTexts } from '../language/language.tsx';

export const uploadTexts = defineTexts(
  {
    states: {
      waiting: (percent: number) => (percent > 0 ? `排队中，已上传 ${percent}%` : '排队等待上传'),
      sending: (percent: number) => (percent < 100 ? `正在上传 ${percent}%` : '正在核对文件…'),
      paused: (percent: number) => `网络中断，恢复后从 ${percent}% 继续`,
      signed_out: (percent: number) => `登录后从 ${percent}% 继续上传`,
    },
    failed: '未能上传',
    retry: '重试',
    retryOf: (name: string) => `重试上传${name}`,
    drop: '放弃',
    dropOf: (name: string) => `放弃上传${name}`,
  },
  {
    states: {
      waiting: (percent: number) => (percent > 0 ? `Queued, ${percent}% uploaded` : 'Waiting for its turn'),
      sending: (percent: number) => (percent < 100 ? `Uploading ${percent}%` : 'Checking the file…'),
      paused: (percent: number) => `Connection lost; goes on from ${percent}% by itself`,
      signed_out: (percent: number) => `Goes on from ${percent}% once you sign in`,
    },
    failed: 'Could not be uploaded',
    retry: 'Try again',
    retryOf: (name: string) => `Try again: ${name}`,
    drop: 'Give up',
    dropOf: (name: string) => `Give up: ${name}`,
  },
);
