/**
 * Surnames of the Chinese (百家姓 and the commonest of today's). In running text a name has no label of its own; that it
 * begins with a surname tells it from the words around it (内容, 日期, 上述). Names beside a label need not begin with one.
 */
const SINGLE = new Set(
  Array.from(
    '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公付肖闫覃岳海帅缑亢况郈有琴商牟佘佴伯赏墨哈谯笪年爱阳佟言福代揭令青苑隋仝占来危粟迟楚门原仉练展卿底冼训檀鹿买涂芦敬苟战郇邝窪鄢昃官邸褟钱旷奉占降接区撒磨库线仁贠么刀母乃玉南兰丛植邸亓苟麦欧候尧辜阚纳雒招',
  ),
);
const COMPOUND = new Set([
  '欧阳',
  '太史',
  '端木',
  '上官',
  '司马',
  '东方',
  '独孤',
  '南宫',
  '万俟',
  '闻人',
  '夏侯',
  '诸葛',
  '尉迟',
  '公羊',
  '赫连',
  '澹台',
  '皇甫',
  '宗政',
  '濮阳',
  '公冶',
  '太叔',
  '申屠',
  '公孙',
  '慕容',
  '仲孙',
  '钟离',
  '长孙',
  '宇文',
  '司徒',
  '鲜于',
  '司空',
  '令狐',
  '百里',
  '呼延',
  '东郭',
  '南门',
  '西门',
  '轩辕',
  '纳兰',
  '完颜',
  '拓跋',
  '叶赫',
  '乌雅',
  '爱新',
]);

/** A name of two to four characters that begins with a surname, or a transcribed one with a dot inside. */
export function looksLikePerson(name: string): boolean {
  const plain = name.replace(/\s/g, '');
  if (/^[A-Z][A-Za-z .]+$/.test(name)) return true;
  if (/^\p{Script=Han}{2,}[·•・‧．.]\p{Script=Han}/u.test(plain)) return true;
  const characters = Array.from(plain);
  if (characters.length < 2 || characters.length > 4) return false;
  return COMPOUND.has(plain.slice(0, 2)) ? characters.length > 2 : SINGLE.has(characters[0] ?? '');
}
