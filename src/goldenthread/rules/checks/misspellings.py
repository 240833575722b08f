"""Words that are wrong in any British English text, and what they should be: data for the check on spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PAIRS = """
accomodate accommodate; accomodation accommodation; acheive achieve; acheived achieved
acommodation accommodation; additionaly additionally; additonal additional; adress address; adressed addressed
agressive aggressive; appropiate appropriate; approriate appropriate; assesment assessment
assesments assessments; assessement assessment; assualt assault; assualts assaults; availible available
avaliable available; begining beginning; benificial beneficial; buisness business; calender calendar
catagory category; challange challenge; collegues colleagues; comissioned commissioned
comissioning commissioning; commited committed; commitee committee; committment commitment; communty community
completly completely; concious conscious; continous continuous; continously continuously; coucil council
councill council; counil council; curently currently; currenlty currently; currrently currently
decison decision; definately definitely; deparment department; developement development; devlopment development
disapointing disappointing; effecient efficient; eligable eligible; enviroment environment; equiptment equipment
exisiting existing; existance existence; expereince experience; facilites facilities; finacial financial
financal financial; govenment government; goverment government; housholds households; identifed identified
immediatly immediately; implemention implementation; improvment improvement; improvments improvements
inadaquate inadequate; independant independent; infomation information; initative initiative; intial initial
intiative initiative; intiatives initiatives; knowlege knowledge; liasing liaising; liason liaison
maintainance maintenance; maintenence maintenance; managment management; measurment measurement
millenium millennium; monitered monitored; monitering monitoring; neccessary necessary; necesary necessary
occured occurred; occurence occurrence; occuring occurring; oportunity opportunity; oppertunity opportunity
opportunites opportunities; oppurtunity opportunity; outturm outturn; particulary particularly
partnerhip partnership; perfomance performance; performace performance; permanant permanent
persistant persistent; posession possession; practicioner practitioner; practioner practitioner
practioners practitioners; practitoner practitioner; preceeding preceding; prefered preferred
privelege privilege; procedings proceedings; proceedure procedure; profesional professional
proffesional professional; programe programme; publically publicly; pupills pupils; quater quarter
quaterly quarterly; reccommend recommend; recieve receive; recieved received; recieving receiving
recomend recommend; recomended recommended; recruitement recruitment; referal referral; referals referrals
refered referred; refering referring; relevent relevant; reponse response; resouces resources
responsability responsibility; responsibilty responsibility; saftey safety; satisfation satisfaction
seperate separate; seperately separately; serivce service; serivces services; servcies services
sevices services; signficant significant; significent significant; statuatory statutory; stautory statutory
stratagy strategy; strategey strategy; stratgey strategy; succesful successful; successfull successful
sucess success; sucessful successful; sucessfully successfully; supprt support; teh the; thier their
throughtout throughout; tommorow tomorrow; truely truly; untill until; utilsed utilised; vacanies vacancies
vaccancies vacancies; vulnerble vulnerable; vunerable vulnerable; wich which; withdrawl withdrawal; yourg young
"""

_COMMON = """
absence achieve achieved achieving across actions additional against agreed annual application applications
apprenticeship approach assessment assessments attendance available budget building buildings business businesses
capital carers challenge challenges children commissioned commissioning communication communities community compared
complaint complaints complete completed consultation continue continued continues contract contractor contracts
council councils county current currently customer customers delayed delivered delivering delivery demand department
development directorate during education employment environment environmental expenditure experience facilities
families family figures financial following forecast funding government health highways homelessness housing however
identified impact implement implementation implemented important improve improved improvement included including
increase increased information initiative initiatives inspection inspections inspector issues leisure libraries
library majority management manager measure measures meeting meetings members milestone monitoring monthly national
notice number numbers objective objectives officer officers operational opportunities opportunity outcome outcomes
overspend pandemic parents partners partnership people percentage performance period permanent placement placements
planned planning position positive potential practice prevention previous previously priorities priority process
programme programmes progress project projects protection provided provider providers provision published quality
quarter quarterly received recruitment recycling reduce reduced reduction referral referrals regional regular report
reports required requirements resident residents resources response result results revenue review reviewed
safeguarding scheme schemes schools secondary service services sickness significant significantly social specialist
standards statutory strategic strategy support supported target targets temporary tenancy tenants therefore through
together training transformation transport underspend vacancies variance vulnerable waiting within workforce working
"""
"""Words that every council's paper is full of."""

# slips of those that are words of our language themselves, as a dictionary of British English has them
_WORDS = frozenset(
    re.findall(
        r"\w+",
        "actins compete competed complains compliant contact contactor contacts eduction hosing manger offices panned"
        " panning parters pervious prioritise provides signifiant though trough",
    )
)
_LONG = 7


def _slips_of(word: str) -> Iterator[str]:
    """A common word with two neighbouring letters changed round, or with one left out of a long one; never at its ends."""
    for at in range(1, len(word) - 2):
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if len(word) >= _LONG:
        for at in range(1, len(word) - 1):
            if word[at] not in (word[at - 1], word[at + 1]):
                yield word[:at] + word[at + 1 :]


_USUAL = frozenset(_COMMON.split())
_SLIPS = {slip: word for word in sorted(_USUAL) for slip in _slips_of(word) if slip not in _WORDS | _USUAL}
MISSPELT: dict[str, str] = _SLIPS | dict(re.findall(r"(\w+) (\w+)", _PAIRS))
"""Each misspelt word in lower case, and the word that is meant; none of them is a word of our language."""
