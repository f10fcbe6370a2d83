import type { Article } from '../domain/article.ts';

/** A remark about a field of article.yaml. */
export interface FieldRemark {
  readonly field: 'checkedOn' | 'reviewBy' | 'validUntil';
  readonly message: string;
}

/** What today makes of an article's days. A check that lies ahead cannot have happened: that is a fault. */
export function checkDates(
  { checkedOn, reviewBy, validUntil }: Article,
  today: string,
): { readonly faults: FieldRemark[]; readonly warnings: FieldRemark[] } {
  const faults: FieldRemark[] = [];
  const warnings: FieldRemark[] = [];
  if (checkedOn > today) {
    faults.push({
      field: 'checkedOn',
      message: `checkedOn ${checkedOn} lies in the future; today is ${today}. Write the day on which the sources were read.`,
    });
  }
  if (validUntil !== null && validUntil < checkedOn) {
    faults.push({
      field: 'validUntil',
      message: `validUntil ${validUntil} lies before checkedOn ${checkedOn}: the article was never valid. Mend one of the two days.`,
    });
  }
  if (validUntil !== null && validUntil < today) {
    warnings.push({
      field: 'validUntil',
      message: `withheld: validUntil ${validUntil} has passed, no answer uses the article. Rewrite it for today with a new validUntil, or delete its folder.`,
    });
  } else if (reviewBy < today) {
    warnings.push({
      field: 'reviewBy',
      message: `reviewBy ${reviewBy} has passed; visitors see an amber date. Compare the article with its sources, then set checkedOn and reviewBy.`,
    });
  }
  return { faults, warnings };
}
