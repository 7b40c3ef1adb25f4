import { describe, expect, it } from 'vitest';
import { PREFECTURES } from '../../src/domain/prefectures.js';
import { isProvinceCode, provinceAndCity, PROVINCES } from '../../src/domain/region.js';

describe('provinceAndCity', () => {
  it.each([
    ['浙江省杭州市西湖区样例路1号', '浙江省', '杭州市'],
    ['浙江杭州西湖区', '浙江省', '杭州市'],
    ['杭州市西湖区样例路1号', '浙江省', '杭州市'],
    ['浙江省义乌市样例街', '浙江省', null],
    ['北京市朝阳区样例路', '北京市', '北京市'],
    ['北京朝阳区', '北京市', '北京市'],
    ['重庆市渝中区', '重庆市', '重庆市'],
    ['中国（上海）自由贸易试验区样例路', '上海市', '上海市'],
    ['中国(浙江)自由贸易试验区杭州市滨江区', '浙江省', '杭州市'],
    ['上海市浦东新区', '上海市', '上海市'],
    ['湖北省仙桃市', '湖北省', '仙桃市'],
    ['湖北省恩施市样例路', '湖北省', '恩施土家族苗族自治州'],
    ['海南省白沙黎族自治县牙叉镇', '海南省', '白沙黎族自治县'],
    ['河南省济源市', '河南省', '济源市'],
    ['新疆生产建设兵团第八师石河子市样例路', '新疆维吾尔自治区', '石河子市'],
    ['新疆维吾尔自治区石河子市', '新疆维吾尔自治区', '石河子市'],
    ['内蒙古自治区呼和浩特市', '内蒙古自治区', '呼和浩特市'],
    ['内蒙古 锡林郭勒盟', '内蒙古自治区', '锡林郭勒盟'],
    ['广西南宁市青秀区', '广西壮族自治区', '南宁市'],
    ['吉林市昌邑区', '吉林省', '吉林市'],
    ['吉林省吉林市昌邑区', '吉林省', '吉林市'],
    ['吉林省长春市', '吉林省', '长春市'],
    ['海南藏族自治州共和县', '青海省', '海南藏族自治州'],
    ['香港特别行政区中环', '香港特别行政区', null],
    ['上海路12号', null, null],
    ['样例街道1号', null, null],
    ['', null, null],
  ])('%s', (address, province, city) => {
    expect(provinceAndCity(address)).toEqual({ province, city });
  });

  it('finds every listed place behind its province and, by its full name, alone', () => {
    for (const each of PREFECTURES) {
      const province = PROVINCES.find((candidate) => candidate.code === each.province)?.zh ?? '';
      const expected = { province, city: each.name };
      expect(provinceAndCity(`${province}${each.name}样例区1号`)).toEqual(expected);
      expect(provinceAndCity(`${each.name}样例区1号`)).toEqual(expected);
    }
  });
});

describe('province codes', () => {
  it('are 34, with 83 for Taiwan residents besides', () => {
    expect(new Set(PROVINCES.map((each) => each.code)).size).toBe(34);
    expect(['11', '65', '82', '83'].every(isProvinceCode)).toBe(true);
    expect(['00', '10', '47', '99'].some(isProvinceCode)).toBe(false);
  });
});
