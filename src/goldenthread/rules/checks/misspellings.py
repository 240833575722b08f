"""Words that are wrong in any British English text, and what they should be: data for the check on spelling."""

from __future__ import annotations

import re

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

MISSPELT: dict[str, str] = dict(re.findall(r"(\w+) (\w+)", _PAIRS))
"""Each misspelt word in lower case, and the word that is meant; none of them is a word of our language."""
