import { foldScript } from '../chinese/script-tables.ts';

const MARK = /[?？]\s*$/u;
const CHINESE =
  /(什么|怎么|怎样|如何|为什么|为何|多少|几多|哪|谁|是否|能否|可否|有没有|是不是|要不要|需不需要|能不能|可不可以|可唔可以|有冇|系咪|点样|点解|边个|边度|吗|嘛|呢)[^。]{0,12}$/u;
const ENGLISH =
  /^(and |but |so )?(what|which|who|whom|whose|when|where|why|how|is|are|am|do|does|did|can|could|may|must|should|will|would|has|have)\b.{6,}/iu;

/** Whether a message asks something, rather than telling what was asked for: by its mark or its question words. */
export function readsAsQuestion(text: string): boolean {
  const said = foldScript(text.normalize('NFKC').trim());
  return MARK.test(text) || CHINESE.test(said) || ENGLISH.test(said);
}
