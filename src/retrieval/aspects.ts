/** What a question wants to know of its subject, and how headings say so. Matched on folded, lower-case text. */
interface Aspect {
  readonly asked: RegExp;
  readonly told: RegExp;
}

/** The usual aspects of a public service page: cost, time, papers, who, how, consequence, place, rate, renewal, limits. */
export const ASPECTS: readonly Aspect[] = [
  {
    asked:
      /多少钱|几钱|几多钱|费用|收费|几贵|花费|成本|要钱|要交钱|官费|规费|how much|cost|fees?\b|charges?\b|price|pay\b/u,
    told: /费|钱|成本|几多|多少|cost|fee|how much|charge|price/u,
  },
  {
    asked:
      /多久|几耐|多长时间|几天|几日|几个月|几时|什么时候|何时|时间|期限|限期|截止|最晚|最迟|之前交|几星期|几周|快|how long|when|deadline|by when|time\b|days|weeks|months|soon|quick|fast|due/u,
    told: /多久|多长|时间|期限|限期|何时|几时|几耐|时限|日期|截止|how long|when|deadline|time|dates?|due/u,
  },
  {
    asked:
      /材料|文件|资料|表格|填.{0,3}表|哪些纸|咩纸|单据|证明|documents?|papers?|paperwork|forms?\b|evidence|prove|proof/u,
    told: /材料|文件|表格|资料|证明|证据|document|papers|form|evidence|proof|apply/u,
  },
  {
    asked:
      /谁可以|边个可以|谁能|资格|条件|符合|够格|够不够|够唔够|适用|门槛|要求|能不能(申请|用|享受)|可唔可以(申请|用)|我们能|哪些(企业|公司|人)|eligib|qualif|who can|can (we|i|our|a|an) |requirements?|conditions?|criteria|threshold|allowed|open to/u,
    told: /谁|边个|资格|条件|适用|门槛|要求|哪些(公司|企业|人)|who|eligib|qualif|requirement|condition|criteria|need to meet|can /u,
  },
  {
    asked:
      /怎么(办|申请|做|办理|注册|开|报)|怎样|如何|点样|点申请|点做|点开|流程|步骤|手续|程序|去哪(里|儿)?(办|申请|报|交)|去边度|交去边|向谁|how (do|to|can|should)|steps?|process|procedure|apply|application|file\b|where (do|to|can)/u,
    told: /怎么(申请|办理|做|注册|开|报)|怎样(申请|办理|做|注册|开)|如何(申请|办理|注册|开)|点申请|流程|步骤|手续|程序|申请|办理|how (do|to|is)|steps?\b|process|procedure|apply|where (do|to)/u,
  },
  {
    asked:
      /罚|处罚|后果|会怎(样|么)|违反|违规|逾期|迟|漏|坐牢|被查|不(交|买|报|做|登记|备案)|唔(交|买|报|做|登记)|penalt|fine\b|fined|consequence|what (happens|if)|late|miss|fail|breach|jail|offence/u,
    told: /罚|后果|处罚|违反|逾期|不(交|报|做|登记|遵)|如果|penalt|fine|consequence|what (happens|if)|late|miss|fail|breach|offence|liab/u,
  },
  {
    asked:
      /联系|电话|网址|网站|找谁|搵边个|边度|哪个部门|哪里咨询|谁帮|帮忙|contact|phone|reach|who (helps|handles|do i)|website|help\b|which (office|body|department)/u,
    told: /联系|电话|谁|找|帮|咨询|哪个|contact|who|help|reach|office|ask/u,
  },
  {
    asked: /税率|几个点|百分之|几成|比例|利率|扣多少|扣几多|几多税|多少税|rate|percent|%|how much tax|ratio/u,
    told: /税率|比例|率|税|rate|percent|tax|ratio/u,
  },
  {
    asked:
      /续(期|签|办|牌)?|到期|有效期|几年|管几年|留几年|逗留|延长|失效|作废|renew|valid|expire|extension|extend|stay|lapse|how many years/u,
    told: /续|有效|到期|逗留|停留|期限|失效|年期|几年|renew|valid|expir|exten|stay|lapse|how long/u,
  },
  {
    asked:
      /上限|最多|最高|封顶|限额|额度|最少|最低|起码|资助.{0,3}(多少|几多)|批(多少|几多)|ceiling|cap\b|maximum|limit|most|minimum|at least|up to/u,
    told: /上限|最多|最高|限额|额度|多少|几多|最低|金额|资助|ceiling|cap|maximum|limit|how much|minimum|amount/u,
  },
  {
    asked:
      /例外|豁免|不用|唔使|免(税|征|交|缴)|除外|不适用|exempt|exception|exclude|not apply|don't need|do not need|waive/u,
    told: /例外|豁免|不适用|除外|免|不能|exempt|exception|exclu|not |waive|without/u,
  },
  {
    asked: /是什么|系咩|系乜|咩嚟|什么是|什么意思|指|介绍|what is|what are|what's|mean|explain|define/u,
    told: /是什么|什么是|指|概览|what is|what are|what does|mean/u,
  },
  {
    asked: /今年|新(规|政策|安排|变化)|变化|改了|最新|更新|2026|预算案|changed?|new\b|latest|update|this year|budget/u,
    told: /变|新|改|最新|2026|预算案|change|new|latest|update|recent/u,
  },
];
