/** The words of authorisation letters, forms and commitment letters, as pieces of regular expressions. */

/** What may stand between a label and its colon: （盖章）, （签字）, （甲方）, （负责人）, /负责人. */
export const BRACKET = String.raw`(?:[（(][^）)：:\n]{1,10}[）)]?)?`;

const SIDE = '(?:我|本)?(?:单位|公司|企业|机构|委托人|授权人|委托方|授权方|委托单位|授权单位|申请单位|甲方)?的?';

export const ENTITY_LABEL = String.raw`(?:(?:我|本)?(?:单位|公司|企业|机构|主体|委托单位|授权单位|申请单位|承诺单位|委托人|授权人|委托方|授权方|客户|用户)(?:名称|全称)|(?:委托|授权|申请|承诺|使用)(?:单位|公司|企业)|(?:委托|授权|承诺|申请)[人方]|甲方|名称|单位|公司)`;

const ROLE = '(?:法定代表人|法人代表|单位负责人|企业负责人|负责人|经营者|执行事务合伙人|投资人)';
export const REPRESENTATIVE = String.raw`${SIDE}${ROLE}(?:[（(/、](?:单位)?(?:负责人|经营者|投资人|执行事务合伙人)[）)]?)?(?:姓名|名称)?`;

/** `.`: the character that is misread most often on poor pictures (授 as 投 or 接). */
const AGENT_ROLE = '(?:被.权[人方]|[受爱]托[人方]|受委.[人方]|被委托[人方]|委托代理人|代理人|经办人员?|授权代表|乙方)';
export const AGENT = String.raw`(?:(?:我|本)?(?:单位|公司|方)?的?${AGENT_ROLE}(?:姓名|名称)?|(?<![人者表])姓名)`;
/** Who an ID number belongs to, by the word nearest before it. */
export const AGENT_MENTION = new RegExp(`${AGENT_ROLE}|员工|职工|工作人员|同志|先生|女士`, 'gu');
export const REPRESENTATIVE_MENTION = new RegExp(ROLE, 'gu');

const SUFFIX = String.raw`(?:公司|合伙企业(?:[（(](?:有限合伙|普通合伙|特殊普通合伙)[）)])?|企业|集团|商行|商店|经营部|服务部|门市部|工作室|事务所|合作社|联合社|个体工商户|[厂店行部馆坊吧屋场院校园会社所站铺]|中心|大学|小学|中学|医院|协会|基金会)`;
/** An organisation's name: as little as ends with such a word, with the branch that may follow. */
export const ENTITY = String.raw`([\p{Script=Han}〇A-Za-z0-9][\p{Script=Han}〇A-Za-z0-9（）()·&\-]{1,58}?${SUFFIX}(?:[\p{Script=Han}]{1,12}?分(?:公司|店|院|所|行|部))?)`;
/** What cannot begin a name but often stands before one. */
const NOT_FIRST = String.raw`(?!系|我[单公方司企]|本[公单人企授委代]|贵[公单司]|该[公单]|兹|致|现[有授委派将因由]|特[授委此派]|由此|根据|甲方|乙方|委托|授权|上述|以下|作为|代表|企业|单位|公司|企业名|及|和|与|的|以|不)`;
/** After a name that is the subject of a sentence or stands on its own. */
export const AFTER_ENTITY = String.raw`(?=[\s，,。；;、“"]|$|[（(](?![\p{Script=Han}]{2,4}[）)][\p{Script=Han}])|的(?:${ROLE})|系|统一|现|兹|特|授权|委托|郑重|承诺|在此|到|前往|办理)`;
export const NAMED = (before: string): string => `${before}${NOT_FIRST}${ENTITY}${AFTER_ENTITY}`;
/** Who is addressed is not who speaks. */
export const ADDRESSED = /(?:致|向|到|前往|前来|赴|与|同|贵)[：:\s]*$/u;
export const CARRIER = /^中国(?:电信|联通|移动|联合网络|样例通信|广电)/u;

/** A person's name inside a sentence: as few characters as end before one of the things that follow a name. */
export const PERSON = String.raw`(\p{Script=Han}{2,4}?|\p{Script=Han}{1,9}?[·•・‧．.]\p{Script=Han}{1,9}?(?:[·•・‧．.]\p{Script=Han}{1,9}?)?|[A-Z][A-Za-z .]{2,30}?)`;
export const AFTER_PERSON = String.raw`(?=[（()），,。；;、：:\s/]|先生|女士|同志|身份证|居民|公民|证件|性别|为[我本办贵代其乙]|作为|办理|代表|前[往来]|到[贵我]|全权|联系|电话|手机|职务|代为|以我|以本|统一|授权|委托|现|特|兹|系|担任|的身份|$)`;
/** A word that says somebody is sent, with what may stand between it and the name. */
export const SENDS = String.raw`(?:(?:[我本](?:单位|公司|司|店|社|厂)的?(?:员工|职工|职员|工作人员))|(?:[授投]权|委托|委派|指派|指定|派遣|派|聘请|现有|兹有|由)(?:委托|授权)?(?:给|下列|以下)?(?:我|本|贵)?(?:单位|公司|司|方|企业|店|社|厂|校|院)?的?(?:员工|职工|职员|工作人员|经办人员?|代理人|业务员|办事员|同事|雇员|同志)?)[：:、]?`;

/** Words that a pattern can take for a name. */
export const NOT_A_PERSON =
  /单位|公司|员工|人员|办理|代理|期限|事项|范围|盖章|电话|号码|身份|姓名|本人|以下|下列|如下|签字|贵司|我方|委托|授权|经办|同志|名称|代表|有效|内容|日期|全称|其在|上述|负责|责任|业务|权限|^[我本贵其该]/u;

export const DATE = String.raw`[0-9〇○零一二三四五六七八九]{4}\t?[年.\-/．]\t?[0-9〇○零一二三四五六七八九十]{1,3}\t?[月.\-/．]\t?[0-9〇○零一二三四五六七八九十]{1,3}日?`;
