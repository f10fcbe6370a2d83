/** "articles/tax/profits-tax": where an article lives below the knowledge folder. */
export function folderOf({ topic, id }: { readonly topic: string; readonly id: string }): string {
  return `articles/${topic}/${id}`;
}
