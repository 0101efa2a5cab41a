import type { operations as en } from '../en/operations.ts'
import type { Translated } from '../types.ts'

export const operations: Translated<typeof en> = {
  templateFaults: {
    'no-slash': '先頭に「/」が必要です。',
    character: 'URL に使用できない文字が含まれています。',
    braces: '波かっこが対になっていません。',
    'parameter-name': 'パラメーター名に使用できるのは、文字、数字、「_」、「-」、「.」だけです。',
    'parameter-twice': '同じパラメーターが 2 回使われています。',
    'wildcard-not-last': '「*」は最後のセグメントにしか使用できません。',
    query: '「?」の後は name={name} の形で指定してください。',
  },
}
